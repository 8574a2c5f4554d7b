import type { Key, Wait } from '../state/state';
import { fulfil } from './catchers';
import { evaluatorFor } from './evaluate';
import { attempt } from './incidents';
import { running, type Run, type VariableChange } from './run';
import { scopeOf } from './variables';
import type { ConditionData } from './watching';

/**
 * Lets conditions come true: those that have just begun to be waited for, and those that read a variable that was set (BPMN 2.0.2
 * 10.5.5). Timers that are to follow their variables are set anew.
 */
export function evaluateConditions(run: Run): void {
  const changes = run.changes.splice(0);
  const fresh = new Set(run.freshConditions.splice(0));
  for (const key of fresh) {
    const wait = run.view.wait(key);
    if (wait) {
      evaluateCondition(run, wait);
    }
  }
  for (const wait of affected(run, 'condition', changes)) {
    if (!fresh.has(wait.key) && isOpen(run, wait.key)) {
      evaluateCondition(run, wait);
    }
  }
  const timers = new Set([
    ...run.freshTimers.splice(0).filter(key => isFollowing(run, key)),
    ...affected(run, 'timer', changes).map(({ key }) => key),
  ]);
  for (const key of timers) {
    resetTimer(run, run.view.wait(key));
  }
}

function affected(
  run: Run,
  kind: 'condition' | 'timer',
  changes: readonly VariableChange[],
): readonly Wait[] {
  const { conditionNames, timerNames } = run.definition;
  const names = kind === 'condition' ? conditionNames : timerNames;
  return changes.some(({ name }) => names.has(name))
    ? run.view.waitsOfKind(kind).filter(wait => reads(run, wait, changes))
    : [];
}

function isOpen(run: Run, key: Key): boolean {
  return run.view.wait(key) !== undefined;
}

/** Whether a wait reads one of the variables that were set, from the scope in which it was. */
function reads(
  run: Run,
  wait: Wait,
  changes: readonly VariableChange[],
): boolean {
  const event = eventOf(run, wait);
  const watched = event && run.behaviours.events.get(event.type)?.watches;
  if (!event || !watched || !isOpen(run, wait.key)) {
    return false;
  }
  const { on } = event.data as ConditionData;
  const names = watched(event.data);
  return changes.some(
    ({ name, scopeKey, isNew }) =>
      names.includes(name) &&
      (!on || on.includes(isNew ? 'create' : 'update')) &&
      scopeOf(run, wait.elementInstanceKey, name) === scopeKey,
  );
}

function eventOf(run: Run, { elementId, event }: Wait) {
  return run.definition.nodes.get(elementId)?.events[event ?? 0];
}

function evaluateCondition(run: Run, wait: Wait): void {
  const { condition } = eventOf(run, wait)!.data as ConditionData;
  const instance = running(run, wait.elementInstanceKey);
  let holds = false;
  const isEvaluated = attempt(run, instance, () => {
    holds = evaluatorFor(run, instance.key).boolean(condition);
  });
  if (isEvaluated && holds) {
    fulfil(run, wait, {});
  }
}

/** Whether a timer follows the variables that it reads. */
function isFollowing(run: Run, key: Key): boolean {
  const wait = run.view.wait(key);
  const event = wait && eventOf(run, wait);
  const { watches } = (event && run.behaviours.events.get(event.type)) ?? {};
  return event !== undefined && (watches?.(event.data).length ?? 0) > 0;
}

function resetTimer(run: Run, wait: Wait | undefined): void {
  if (!wait) {
    return;
  }
  const event = eventOf(run, wait)!;
  const instance = running(run, wait.elementInstanceKey);
  attempt(run, instance, () => {
    const request = run.behaviours.events.get(event.type)!.catches!(
      evaluatorFor(run, instance.key),
      event.data,
    );
    run.emit({
      type: 'waitChanged',
      wait: { ...wait, ...request } as Wait,
    });
  });
}
