/** What time it is, for everything that is stored or leased. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}
