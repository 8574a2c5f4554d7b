import type { JsonObject } from '../glossary';
import type { ProcessInstance } from './instances';

/**
 * Variables by which processes may begin.
 *
 * @public
 */
export interface EvaluateConditionsRequest {
  /** Group whose processes may begin. */
  readonly ownerRef: string;
  /** Absent: any process of the group. */
  readonly processId?: string;
  /** Variables by name: what conditions read, and what the instances begin with. */
  readonly variables?: JsonObject;
}

/**
 * What has begun because its condition holds.
 *
 * @public
 */
export interface ConditionsEvaluated {
  /** One instance for each start event; none if no condition holds. */
  readonly items: readonly ProcessInstance[];
}
