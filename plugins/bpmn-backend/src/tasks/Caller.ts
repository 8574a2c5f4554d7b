/** Who wants something of a task. */
export interface Caller {
  /** Entity ref, or the subject of a service. */
  readonly actor: string;
  /** Entity refs of the person and of their groups; of a service none. */
  readonly refs: readonly string[];
  /** A service acts for people: what it may do is said by its permissions alone. */
  readonly isService: boolean;
}
