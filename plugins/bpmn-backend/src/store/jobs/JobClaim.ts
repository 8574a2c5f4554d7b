/** Which jobs somebody wants to do. */
export interface JobClaim {
  /** Job types, exact ones or such as `script:*`. */
  readonly types: readonly string[];
  readonly worker: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly until: number;
  readonly limit: number;
  /** Jobs of these processes only; absent: of any. */
  readonly processKeys?: readonly string[];
  /** Absent: the most urgent ones. */
  readonly choice?: JobChoice;
}

/** A job that is due, as it is chosen by. */
export interface DueJob {
  readonly instanceId: string;
  readonly key: number;
  readonly type: string;
  readonly ownerRef: string;
}

/** How somebody chooses among jobs that are due. */
export interface JobChoice {
  /** Whether it matters whose they are: then some of each owner are offered, however many others have. */
  readonly isByOwner: boolean;
  /** Owners of whom none are wanted. */
  readonly exceptOwners: readonly string[];
  /** Chooses, given the most urgent of each type (of each owner) in order of urgency. */
  choose<Job extends DueJob>(
    due: readonly Job[],
    limit: number,
  ): readonly Job[];
}

/** Job types that are given as they are, and what the others begin with. */
export function typesOf(claim: JobClaim): {
  readonly exact: readonly string[];
  readonly prefixes: readonly string[];
} {
  const types = Array.from(new Set(claim.types));
  return {
    exact: types.filter(type => !type.endsWith('*')),
    prefixes: types
      .filter(type => type.endsWith('*'))
      .map(type => type.slice(0, -1)),
  };
}
