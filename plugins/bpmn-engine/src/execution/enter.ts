import type { FlowNode } from '../model/graph';
import type { Cause, Key } from '../state/state';
import { budgetLeft, type Run } from './run';

/** How an element comes to be entered. */
export interface Entry {
  /** Given where it had to be known before; else the next. */
  readonly key?: Key;
  readonly scopeKey: Key;
  readonly flowIds?: readonly string[];
  readonly loopCounter?: number;
  readonly cause?: Cause;
}

/** Makes an element instance. It counts in its scope from now on; what it does comes with its activation. */
export function create(
  run: Run,
  node: FlowNode,
  { scopeKey, flowIds, loopCounter, cause, key = run.nextKey() }: Entry,
): Key {
  run.entered++;
  if (run.budget !== Infinity) {
    budgetLeft(run);
  }
  run.emit({
    type: 'elementEntered',
    key,
    elementId: node.id,
    scopeKey,
    flowIds,
    loopCounter,
    cause,
  });
  return key;
}

/** Makes an element instance and puts its activation in the queue. */
export function enter(run: Run, node: FlowNode, entry: Entry): Key {
  const key = create(run, node, entry);
  (node.isLate ? run.late : run.work).push({ type: 'activate', key });
  return key;
}
