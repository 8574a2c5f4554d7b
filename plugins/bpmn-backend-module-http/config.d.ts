import type { HumanDuration } from '@backstage/types';

export interface Config {
  bpmn?: {
    /** Tasks that send HTTP requests. */
    http?: {
      /**
       * Hosts that may be asked although their addresses are not public: services of the own network. Everything on the Internet
       * may be asked anyway.
       */
      allow?: Array<{
        /** A host name or address, or `*.` and a name for all names below it. */
        host: string;
        /** Ports that may be asked; every port if absent. */
        ports?: number[];
      }>;

      /** Texts for headers, by the name that processes use them by: `{{secrets.name}}`. */
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
          /** Hosts that it may be sent to, written as in `allow`. */
          hosts: string[];
        };
      };

      /** Longest time that a task may wait for an answer. Default: 5 minutes. */
      maxTimeout?: HumanDuration | string;

      /** Largest body of an answer, in bytes. Default, and at most: 1048576. */
      maxResponseBytes?: number;
    };
  };
}
