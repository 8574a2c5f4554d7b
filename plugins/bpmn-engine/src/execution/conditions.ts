import type { Key, Wait } from '../state/state';
import { fulfil } from './catchers';
import { evaluatorFor } from './evaluate';
import { attempt } from './incidents';
import { running, type Run } from './run';
import type { ConditionData } from './watching';

/**
 * Lets conditions come true: those that have just begun to be waited for, and those that read a variable that was set (BPMN 2.0.2
 * 10.5.5). Timers that are to follow their variables are set anew.
 */
export function evaluateConditions(run: Run): void {
  const changed = new Map(run.changedNames);
  const fresh = new Set(run.freshConditions.splice(0));
  run.changedNames.clear();
  for (const key of fresh) {
    const wait = run.view.wait(key);
    if (wait) {
      evaluateCondition(run, wait);
    }
  }
  if (changed.size > 0) {
    for (const wait of affected(run, 'condition', changed)) {
      if (!fresh.has(wait.key) && isOpen(run, wait.key)) {
        evaluateCondition(run, wait);
      }
    }
    for (const wait of affected(run, 'timer', changed)) {
      resetTimer(run, wait);
    }
  }
}

function affected(
  run: Run,
  kind: 'condition' | 'timer',
  changed: ReadonlyMap<string, boolean>,
): readonly Wait[] {
  const { conditionNames, timerNames } = run.definition;
  const names = kind === 'condition' ? conditionNames : timerNames;
  return Array.from(changed.keys()).some(name => names.has(name))
    ? run.view.waitsOfKind(kind).filter(wait => reads(run, wait, changed))
    : [];
}

function isOpen(run: Run, key: Key): boolean {
  return run.view.wait(key) !== undefined;
}

function reads(
  run: Run,
  wait: Wait,
  changed: ReadonlyMap<string, boolean>,
): boolean {
  const event = eventOf(run, wait);
  const watched = event && run.behaviours.events.get(event.type)?.watches;
  if (!event || !watched) {
    return false;
  }
  const { on } = event.data as ConditionData;
  return watched(event.data).some(name => {
    const isNew = changed.get(name);
    return (
      isNew !== undefined && (!on || on.includes(isNew ? 'create' : 'update'))
    );
  });
}

function eventOf(run: Run, { elementId, event }: Wait) {
  return run.definition.nodes.get(elementId)?.events[event ?? 0];
}

function evaluateCondition(run: Run, wait: Wait): void {
  const { condition } = eventOf(run, wait)!.data as ConditionData;
  const instance = running(run, wait.elementInstanceKey);
  let holds = false;
  const isEvaluated = attempt(run, instance, () => {
    holds = evaluatorFor(run, instance.key).boolean(
      condition,
      `condition of ${wait.elementId}`,
    );
  });
  if (isEvaluated && holds) {
    fulfil(run, wait, {});
  }
}

function resetTimer(run: Run, wait: Wait): void {
  if (!isOpen(run, wait.key)) {
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
