export interface Config {
  bpmn?: {
    /** Work that this back end does itself. */
    jobs?: {
      /** Most jobs at a time in one process of the back end. Default: 20. */
      concurrency?: number;
    };

    /**
     * What a rule of good practice means for a deployment, by its name: `off`, `warn` or `error`. Rules that are not named have their
     * own severity.
     */
    lint?: { [rule: string]: 'off' | 'warn' | 'error' };
  };
}
