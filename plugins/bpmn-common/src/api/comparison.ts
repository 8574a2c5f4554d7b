import type { JsonValue } from '../glossary';
import type { ResourceProblem } from './problemDetails';

/**
 * What differs between two versions of a process, or a version and a draft: what a diagram is coloured by.
 *
 * @public
 */
export interface ProcessComparison {
  /** Documents that are in one of the two only, or not the same. */
  readonly resources: readonly ResourceChange[];
  /** Elements of their models that are in one of the two only, or not the same. Where they are drawn does not matter. */
  readonly elements: readonly ElementChange[];
  /** Why models could not be compared. */
  readonly problems: readonly ResourceProblem[];
}

/**
 * How something differs from what it was.
 *
 * @public
 */
export type ChangeKind = 'added' | 'removed' | 'changed';

/**
 * A document that differs.
 *
 * @public
 */
export interface ResourceChange {
  /** As people know it. */
  readonly name: string;
  /** How it differs. */
  readonly change: ChangeKind;
}

/**
 * An element that differs.
 *
 * @public
 */
export interface ElementChange {
  /** The model that it is in; if it was removed: that it was in. */
  readonly resource: string;
  /** Id of the element. */
  readonly id: string;
  /** What BPMN calls it, e.g. `bpmn:UserTask`. */
  readonly type: string;
  /** As people know it. */
  readonly name?: string;
  /** How it differs. */
  readonly change: ChangeKind;
  /** If it was changed: what of it. */
  readonly properties?: readonly PropertyChange[];
}

/**
 * A property that differs: an attribute, an expression, a script, an extension.
 *
 * @public
 */
export interface PropertyChange {
  /** Where it is, e.g. `['conditionExpression', 'body']`; `['type']` and `['parent']` for what the element is and what it is in. */
  readonly path: readonly (string | number)[];
  /** What it was; absent: it was not there. */
  readonly before?: JsonValue;
  /** What it is; absent: it is not there any more. */
  readonly after?: JsonValue;
}

/**
 * What a version is compared with. Neither: the latest version.
 *
 * @public
 */
export interface ComparisonQuery {
  /** The version that one comes from. */
  readonly from: number;
  /** The version that one comes to. */
  readonly to?: number;
  /** The draft that one comes to. */
  readonly draftId?: string;
}
