import { JsonObject } from './json';

/**
 * `error` prevents deployment, `warning` does not.
 *
 * @public
 */
export type ProblemSeverity = 'error' | 'warning';

/**
 * Something that is wrong with a process definition. Lint, parsing and deployment all speak in problems, so that
 * every one of them can be drawn on the diagram.
 *
 * @public
 */
export interface Problem {
  /** Id of the BPMN element; absent when the document as a whole is meant. */
  readonly elementId?: string;
  /** Name of the rule, stable across releases, e.g. `process-id`. */
  readonly rule: string;
  /** Whether it prevents deployment. */
  readonly severity: ProblemSeverity;
  /** What the message names, so that a screen can say it in another language. */
  readonly parameters?: JsonObject;
  /** For people: "Expected …, but …", and the way out. */
  readonly message: string;
  /** Property of the element that is meant, e.g. `['conditionExpression', 'body']`. */
  readonly path?: readonly (string | number)[];
}
