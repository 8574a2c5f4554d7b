/** How one case came out. A gap is a miss that is known and explained. */
export interface CaseOutcome {
  readonly id: string;
  /** What the suite says of the case, e.g. `normative`. */
  readonly status: string;
  readonly outcome: 'pass' | 'fail' | 'gap';
  readonly detail: string;
  /** What it ran on, where that was not the engine alone. */
  readonly database?: string;
}

/** What a run of a suite came to: the outcomes, and what is printed. */
export interface SuiteReport {
  readonly cases: readonly CaseOutcome[];
  readonly lines: readonly string[];
  /** Whether something fails that has to pass. */
  readonly isBroken: boolean;
}
