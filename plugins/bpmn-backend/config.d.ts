export interface Config {
  bpmn?: {
    /** Work that this back end does itself. Limits are for each of its processes: with three replicas it is three times as much. */
    jobs?: {
      /** Most jobs at a time in one process of the back end. Default: 20. */
      concurrency?: number;
      /**
       * Most jobs at a time of a job type, such as `script:python`, or of all that begin alike together, such as `script:*`. A job counts for
       * the most exact one that is named here; if there is none, for what its handler says of itself.
       */
      perType?: { [jobType: string]: number };
      /**
       * Most jobs at a time of one owner, so that no team has to wait for all that another one has to do. While owners are limited, the next
       * job is that of the owner of whom the fewest are being done, then the most urgent one. Default: no limit.
       */
      perOwner?: number;
      /** The same for certain owners, by their entity refs, such as `group:default/data`. */
      owners?: { [ownerRef: string]: number };
    };

    shutdown?: {
      /**
       * How long jobs that are being done may go on when the back end shuts down, as an ISO 8601 duration. Those that are not done by then
       * are told to stop, and done again later. Choose it shorter than the time after which the process is killed. Default: PT20S.
       */
      grace?: string;
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

    people?: {
      /**
       * How often the catalog is asked again whom open tasks are for that a process gives to the owner of something or the manager of somebody,
       * as an ISO 8601 duration of at least a second. Default: PT5M.
       */
      refresh?: string;
    };

    files?: {
      /** Bytes of the largest file. Default: 536870912 (512 MiB). */
      maxSize?: number;
      /** Bytes of all files together that are made in one process instance. Default: 2147483648 (2 GiB). */
      quota?: number;
      /**
       * Folder for the bytes of files; all processes of the back end have to share it. Where it is changed, move what is in it. Default: they
       * are in the database.
       */
      folder?: string;
    };

    /**
     * What a rule of good practice means for a deployment, by its name: `off`, `warn` or `error`. Rules that are not named have their
     * own severity.
     */
    lint?: { [rule: string]: 'off' | 'warn' | 'error' };
  };
}
