export interface Config {
  bpmn?: {
    /** Work that this back end does itself. */
    jobs?: {
      /** Most jobs at a time in one process of the back end. Default: 20. */
      concurrency?: number;
    };

    instances?: {
      /**
       * MiB, roughly, that running instances take in memory between their commands, in one process of the back end: those that were used
       * last need not be read again. Default: 128.
       */
      memory?: number;
    };

    history?: {
      /**
       * How long finished instances are kept whose process does not say (`pipeline:retention`), as an ISO 8601 duration such as P180D.
       * Default: for ever.
       */
      timeToLive?: string;
    };

    /**
     * What a rule of good practice means for a deployment, by its name: `off`, `warn` or `error`. Rules that are not named have their
     * own severity.
     */
    lint?: { [rule: string]: 'off' | 'warn' | 'error' };
  };
}
