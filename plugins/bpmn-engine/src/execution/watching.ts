import type { ModelValue } from '../model/graph';

/** Data of a conditional event. */
export interface ConditionData {
  readonly condition: ModelValue;
  /** Names of the variables whose changes count. */
  readonly names: readonly string[];
  /** Which changes count; absent: all. */
  readonly on?: readonly ('create' | 'update')[];
}
