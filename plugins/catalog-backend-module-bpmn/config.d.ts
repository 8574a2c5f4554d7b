import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  bpmn?: {
    /** Processes in the catalog. */
    catalog?: {
      /**
       * Where entities of processes may come from that hold their model (`spec.definition`) and deploy themselves: folders such as
       * `url:https://github.com/acme/`, or `file:` for all files. A process acts as the group that owns it, so name only places where whoever
       * can write may act as any group. Default: none.
       */
      deployFrom?: string[];

      /** When all processes are looked at, should an event have been missed. Default: every 10 minutes. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
  };
}
