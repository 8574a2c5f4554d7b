import type { HumanDuration } from '@backstage/types';

export interface Config {
  bpmn?: {
    /** Python and R script tasks. */
    scripts?: {
      /**
       * `sandbox` (default): each script in a sandbox of its own, or not at all. `unsafe-process`: as an ordinary process that can do whatever the
       * portal can; for development on machines without sandboxes, never in production.
       */
      mode?: 'sandbox' | 'unsafe-process';

      /** Most scripts at a time. Default: twice the number of processors. */
      concurrency?: number;

      /** User that scripts run as if the back end runs as root. Default: 65534 (nobody). */
      uid?: number;

      /** Group that scripts run as if the back end runs as root. Default: 65534. */
      gid?: number;

      /** The most that script tasks can ask for. Default: 24 h of time and CPU time, 4 GiB. */
      ceilings?: {
        timeout?: HumanDuration | string;
        cpu?: HumanDuration | string;
        /** For example `2GiB`. */
        memory?: string;
      };

      /** What scripts of a group can ask for instead, by its entity reference. */
      teams?: {
        [group: string]: {
          /** Most scripts of the group at a time, so that there is room for those of others. Default: as many as there can be. */
          concurrency?: number;
          timeout?: HumanDuration | string;
          cpu?: HumanDuration | string;
          memory?: string;
        };
      };

      /**
       * Where scripts run, by the name that models call it by; besides `base-python`, `base-r`, `data` and `data-r`, which can be given otherwise
       * here.
       */
      environments?: {
        [name: string]: {
          language: 'python' | 'r';
          /** Whether scripts run here that name no environment. Default: `base-python` and `base-r`. */
          default?: boolean;
          description?: string;
          /** Absolute path of `python3` or `Rscript`. Default: that of the system. */
          interpreter?: string;
          /** Folders with libraries outside of /usr: they can be read by scripts. */
          paths?: string[];
          /** Modules or packages that are loaded before a script begins. */
          preload?: string[];
          /** `zygote` (default): begins within milliseconds; `fresh`: an interpreter of its own for each script. */
          mode?: 'zygote' | 'fresh';
          /**
           * Hosts that scripts of some groups can reach, over HTTP and HTTPS. Whoever is not granted any has no network at all, which is the
           * default for everybody.
           */
          network?: Array<{
            /**
             * `api.example.com`; `*.example.com` for all names below it; an address; each with a port (`example.com:8443`) if that is not 80
             * or 443.
             */
            hosts: string[];
            /**
             * Whether these hosts have addresses of this machine or the own network. Default: false, and then such addresses are refused.
             * A cloud's metadata service is refused in any case, unless its very address is among the hosts.
             */
            internal?: boolean;
            /** Groups whose processes may reach them, e.g. `group:default/platform`. */
            owners: string[];
          }>;
          /** What a script gets that asks for nothing. Default: 5 minutes of time and CPU time, 1 GiB. */
          limits?: {
            timeout?: HumanDuration | string;
            cpu?: HumanDuration | string;
            memory?: string;
          };
        };
      };

      /** Texts that scripts can ask for with `flow.secret("name")`. */
      secrets?: {
        [name: string]: {
          /**
           * The secret itself, of at least 8 characters.
           *
           * @visibility secret
           */
          value: string;
          /** Groups whose processes may use it, e.g. `group:default/platform`. */
          owners: string[];
        };
      };
    };
  };
}
