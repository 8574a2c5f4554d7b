import type { JsonObject, Problem } from '../glossary';

/**
 * A problem with the document of a deployment that it is in.
 *
 * @public
 */
export interface ResourceProblem extends Problem {
  /** Name of the document; empty: the deployment as a whole is meant. */
  readonly resource: string;
}

/**
 * What is wrong with a value of a form.
 *
 * @public
 */
export interface FieldProblem {
  /** Where the value is, by the names of what it is in and positions in lists: `person.name`, `items.0.price`. */
  readonly path: string;
  /** Stable across releases: `required`, `type`, `pattern`, … */
  readonly code: string;
  /** For people, without the value. */
  readonly message: string;
}

/**
 * Body of every answer that is a refusal (RFC 9457, `application/problem+json`).
 *
 * @public
 */
export interface ProblemDetails {
  /** A URI of the kind of problem; the `code` is its last part. */
  readonly type: string;
  /** The status in words. */
  readonly title: string;
  /** As that of the answer. */
  readonly status: number;
  /** For people: "Expected …, but …". */
  readonly detail: string;
  /** Stable across releases; screens translate by it. */
  readonly code: string;
  /** What the detail names. */
  readonly parameters?: JsonObject;
  /** Elements of the model that are meant. */
  readonly elementIds?: readonly string[];
  /** What is wrong with a deployment. */
  readonly problems?: readonly ResourceProblem[];
  /** What is wrong with a form that was filled in. */
  readonly fieldProblems?: readonly FieldProblem[];
}
