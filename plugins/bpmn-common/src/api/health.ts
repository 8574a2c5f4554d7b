/**
 * For how many milliseconds the oldest of what is due waits for a worker; 0: nothing is due.
 *
 * @public
 */
export interface WorkerLags {
  /** Jobs that the back end itself does. */
  readonly jobs: number;
  /** What instances want of each other. */
  readonly outbox: number;
  /** Timers that begin processes. */
  readonly schedules: number;
  /** Timers that are waited for. */
  readonly timers: number;
}

/**
 * How a runner of scripts is.
 *
 * @public
 */
export interface ScriptRunnerStatus {
  /** Languages that it runs. */
  readonly languages: readonly string[];
  /** Whether it runs scripts. */
  readonly isReady: boolean;
  /** Whether what runs is kept apart from the machine. */
  readonly isIsolated: boolean;
  /** Why not, or what is slower than it could be, and the way out. */
  readonly notes: readonly string[];
  /** Scripts that run just now. */
  readonly running: number;
  /** Scripts that wait for their turn. */
  readonly queued: number;
}

/**
 * Whether the workers keep up with what is due. If a runner of scripts runs nothing, the answer is 503, `scriptsNotRun`, instead.
 *
 * @public
 */
export interface Health {
  /** Always true: otherwise the answer is 503, `workersBehind`. */
  readonly isKeepingUp: boolean;
  /** Shown to those who are signed in. */
  readonly lags?: WorkerLags;
  /** Runners of scripts of the replica that answers. Shown to those who are signed in. */
  readonly scripts?: readonly ScriptRunnerStatus[];
}
