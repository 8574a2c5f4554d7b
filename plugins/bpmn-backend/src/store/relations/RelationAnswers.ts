/** What the catalog has said of a relation. */
export interface RelationAnswer {
  /** Epoch milliseconds; absent: it has not answered yet. */
  readonly lookedUpAt?: number;
  /** Entity refs; the first is the one to whom a task is assigned. */
  readonly people: readonly string[];
}

/** Answers by the names of relations. None: nobody has asked yet. */
export type RelationAnswers = ReadonlyMap<string, RelationAnswer>;

/** What is known of no relation. */
export const NO_ANSWERS: RelationAnswers = new Map();

/** Relations as they are stored; all else is a ref. */
const NAME = /^(?:owner|manager) of /;

/** Whether somebody is named by a relation. */
export function isRelationName(text: string): boolean {
  return NAME.test(text);
}
