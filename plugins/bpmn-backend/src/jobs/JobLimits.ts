/** How many jobs one process of the back end does at a time. */
export interface JobLimits {
  /** All together. */
  readonly concurrency: number;
  /**
   * Of a job type, or of those that begin alike, such as `script:*`, together. The most exact one counts, before what a handler says of
   * itself.
   */
  readonly perType?: Readonly<Record<string, number>>;
  /** Of one owner; absent: as many as there is room for. */
  readonly perOwner?: number;
  /** Of certain owners, by their entity refs. */
  readonly owners?: Readonly<Record<string, number>>;
}

/** How many jobs at a time if nobody says. */
export const CONCURRENCY = 20;
