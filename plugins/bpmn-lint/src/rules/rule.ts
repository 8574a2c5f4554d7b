import type {
  JsonObject,
  ProblemSeverity,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { LintModel, ModdleElement } from '../model';

/** What is known about a rule without running it: for documentation, configuration and screens. */
export interface LintRuleDescription {
  /** Stable across releases; none of the rules of parsing has it. */
  readonly name: string;
  /** What is demanded, in one sentence. */
  readonly title: string;
  /** Unless configured otherwise: `error` for what does harm for sure, `warning` for what is executed as written. */
  readonly severity: ProblemSeverity;
  /** What happens to people when it is broken, and who says so. */
  readonly why: string;
}

/** A place that breaks a rule. */
export interface Finding {
  /** What is wrong; without an id, the nearest one around it is named. */
  readonly element: ModdleElement;
  /** For people: "Expected …, but found …", and the way out. Never holds a secret. */
  readonly message: string;
  /** Property of the element that is meant. */
  readonly path: readonly (string | number)[];
  /** What the message names besides the element. */
  readonly parameters?: JsonObject;
}

/**
 * One rule of good practice. It sees executable processes only, and says what is legal BPMN and can be executed, but is likely wrong or
 * unpleasant for those who run it; everything else is the matter of parsing. It never throws, whatever the tree looks like, and takes
 * time in proportion to the document.
 */
export interface LintRule extends LintRuleDescription {
  /** Finds every place that breaks it. */
  readonly check: (model: LintModel) => readonly Finding[];
}
