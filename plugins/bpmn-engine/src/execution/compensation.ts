import type { FlowNode } from '../model/graph';
import type { CompensationRecord, ElementInstance, Key } from '../state/state';
import { enter } from './enter';
import { nodeOf, running, type Run } from './run';
import { dropCompensations } from './terminate';
import { putVariables, visibleVariables } from './variables';

/** Remembers an activity that has completed and can be undone, with what it saw (BPMN 2.0.2 13.5.5). */
export function recordCompensation(
  run: Run,
  node: FlowNode,
  instance: ElementInstance,
): void {
  if (!run.definition.hasCompensation) {
    return;
  }
  const { key, scopeKey, loopCounter } = instance;
  if (!canBeUndone(run, node, instance)) {
    dropCompensations(run, key);
    return;
  }
  run.emit({
    type: 'compensationRecorded',
    record: {
      key: run.nextKey(),
      elementId: node.id,
      elementInstanceKey: key,
      scopeKey,
      ...(instance.loop && { isLoop: true }),
      ...(loopCounter !== undefined && { isLoopItem: true }),
      variables: visibleVariables(run, key),
    },
  });
}

/** By a handler, by an event sub-process, or by what it holds; what undoes something is not undone itself. */
function canBeUndone(
  run: Run,
  node: FlowNode,
  { key, loop, loopCounter, cause }: ElementInstance,
): boolean {
  if (!node.isActivity || cause?.kind === 'compensation') {
    return false;
  }
  const handler = loopCounter === undefined && node.compensationHandler;
  const start = loop === undefined && compensationStartOf(node);
  return Boolean(handler || start) || run.view.compensationsIn(key).length > 0;
}

/** The start event of the event sub-process that undoes a sub-process. */
function compensationStartOf(node: FlowNode): FlowNode | undefined {
  return node.content?.eventSubProcesses
    .flatMap(({ content }) => content?.triggeredStarts ?? [])
    .find(({ events }) => events.some(({ type }) => type === 'compensate'));
}

/**
 * Begins to undo the last thing that can be undone, in the scope that a throwing element is in. Returns whether there is nothing to
 * undo. The thrower is told when it is undone, and asks for the next.
 */
export function compensateNext(
  run: Run,
  thrower: ElementInstance,
  activityId: string | undefined,
): boolean {
  const scopeKey = compensatedScope(run, thrower);
  return !undoLast(run, thrower, { scopeKey, activityId });
}

/** In an event sub-process, what surrounds it is undone; if that has completed, what it has left behind. */
function compensatedScope(run: Run, thrower: ElementInstance): Key {
  const scope = running(run, thrower.scopeKey);
  if (nodeOf(run, scope).type !== 'eventSubProcess') {
    return scope.key;
  }
  return scope.cause?.kind === 'compensation'
    ? scope.cause.scopeKey
    : scope.scopeKey;
}

/** Begins to undo the last thing in a scope that can be undone. Returns whether there is one. */
export function undoLast(
  run: Run,
  thrower: ElementInstance,
  { scopeKey, activityId }: { scopeKey: Key; activityId?: string },
): boolean {
  const records = run.view.compensationsIn(scopeKey);
  // What is undone, or has nothing to undo, is dropped on the way: from the last on, that moves no other.
  for (let index = records.length - 1; index >= 0; index--) {
    const record = records[index];
    const isMeant = !activityId || record.elementId === activityId;
    if (isMeant && undo(run, thrower, record)) {
      return true;
    }
  }
  return false;
}

/** Begins to undo one activity, by its handler, by its event sub-process, or by undoing what it held. */
function undo(
  run: Run,
  thrower: ElementInstance,
  record: CompensationRecord,
): boolean {
  const activity = run.definition.nodes.get(record.elementId)!;
  const { elementInstanceKey: inner, isLoop, isLoopItem } = record;
  const start = isLoop ? undefined : compensationStartOf(activity);
  const own = isLoopItem ? undefined : activity.compensationHandler;
  const handler = own ?? start?.parent;
  if (!handler) {
    const found = undoLast(run, thrower, { scopeKey: inner });
    if (!found) {
      drop(run, record);
    }
    return found;
  }
  if (handler !== start?.parent) {
    dropCompensations(run, inner);
  }
  drop(run, record);
  const key = enter(run, handler, {
    scopeKey: thrower.scopeKey,
    cause: {
      kind: 'compensation',
      thrower: thrower.key,
      scopeKey: inner,
      startId: handler === start?.parent ? start?.id : undefined,
    },
  });
  // There was room for them when it completed, and what has failed is not kept from being undone.
  putVariables(run, { scopeKey: key, variables: record.variables ?? {} });
  return true;
}

function drop(run: Run, { key, scopeKey }: CompensationRecord): void {
  run.emit({ type: 'compensationDropped', recordKey: key, scopeKey });
}
