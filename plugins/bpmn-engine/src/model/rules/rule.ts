import type {
  JsonObject,
  ProblemSeverity,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ModdleElement } from '../document';
import type { Structure } from './structure';

/** A place that breaks a rule. */
export interface Finding {
  /** What is wrong; without an id, the nearest one around it is named. */
  readonly element: ModdleElement;
  /** For people: "Expected …, but …", and the way out. */
  readonly message: string;
  /** Property of the element that is meant. */
  readonly path?: readonly (string | number)[];
  /** What the message names. */
  readonly parameters?: JsonObject;
}

/** One thing that the structure of a process has to keep. */
export interface StructureRule {
  /** Stable across releases. */
  readonly id: string;
  /** `error` for what cannot be executed or is a mistake for sure, `warning` for what is executed as written. */
  readonly severity: ProblemSeverity;
  /** What is demanded, in one sentence. */
  readonly title: string;
  /** Where the demand comes from. */
  readonly source: string;
  /** Finds every place that breaks it. */
  readonly check: (structure: Structure) => readonly Finding[];
}

/**
 * The common check: every element of a type that fulfils a test is a finding.
 *
 * @param type with its prefix
 * @param isWrong whether an element breaks the rule
 * @param say the message for it
 */
export function every(
  type: string,
  isWrong: (element: ModdleElement, structure: Structure) => boolean,
  say: (element: ModdleElement, structure: Structure) => string,
): StructureRule['check'] {
  return structure =>
    structure
      .ofType(type)
      .filter(element => isWrong(element, structure))
      .map(element => ({ element, message: say(element, structure) }));
}
