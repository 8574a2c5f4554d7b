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
