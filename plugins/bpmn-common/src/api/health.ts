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
 * Whether the workers keep up with what is due.
 *
 * @public
 */
export interface Health {
  /** Always true: otherwise the answer is 503, `workersBehind`. */
  readonly isKeepingUp: boolean;
  /** Shown to those who are signed in. */
  readonly lags?: WorkerLags;
}
