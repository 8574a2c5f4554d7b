import type { LoopBehavior } from '../model/graph';
import type { ElementInstance, Key } from '../state/state';
import { activate, perform } from './activate';
import { finishElement, openListener } from './complete';
import { evaluateConditions } from './conditions';
import { create } from './enter';
import { evaluatorFor } from './evaluate';
import { attempt, raiseIncident } from './incidents';
import { arriveAtJoin, settleJoins } from './joins';
import { afterInstance, iterate, type LoopHands } from './loops';
import { behaviourOf, MAX_ENTRIES, nodeOf, type Run } from './run';
import { completeVisited, decide, visit } from './visit';
import type { Work } from './workQueue';

/** A multi-instance activity throws events by the number of its completed instances (BPMN 2.0.2 10.3.8). */
function throwLoopEvents(
  run: Run,
  body: ElementInstance,
  { on, throws }: LoopBehavior,
): void {
  if (on === 'One' && body.loop!.completed !== 1) {
    return;
  }
  const made = visit(run, body);
  for (const { condition, event } of throws) {
    const isDue =
      !condition ||
      evaluatorFor(run, body.key).boolean(condition, 'behavior condition');
    if (isDue && made.isStillThere()) {
      made.throwEvent(event);
    }
  }
}

const hands: LoopHands = { activate, throwEvents: throwLoopEvents };

/** Runs until nothing moves any more: everything waits, has an incident, or is over. */
export function advance(run: Run): void {
  for (;;) {
    sayWarnings(run);
    if (run.changedNames.size > 0 || run.freshConditions.length > 0) {
      evaluateConditions(run);
      continue;
    }
    const item = run.work.next() ?? run.late.next();
    if (item) {
      doWork(run, item);
    } else if (!run.definition.hasInclusiveJoins || !settleJoins(run)) {
      return;
    }
  }
}

function sayWarnings(run: Run): void {
  for (const { key, warnings } of run.warnings.splice(0)) {
    const elementId = run.view.elementInstance(key)?.elementId;
    if (elementId !== undefined) {
      run.emit({ type: 'expressionWarned', key, elementId, warnings });
    }
  }
}

type WorkOf<Type extends Work['type']> = Extract<Work, { type: Type }>;

function doWork(run: Run, item: Work): void {
  switch (item.type) {
    case 'take':
      return arrive(run, item);
    case 'activate':
      return ifRunning(run, item.key, instance => {
        if (instance.lifecycle === 'activating') {
          activate(run, instance);
        }
      });
    case 'perform':
      return ifRunning(run, item.key, instance => {
        attempt(run, instance, () => perform(run, instance));
      });
    case 'complete':
      return ifRunning(run, item.key, instance =>
        completeVisited(run, instance),
      );
    case 'resume':
      return ifRunning(run, item.key, instance => resume(run, instance, item));
    case 'childLeft':
      return ifRunning(run, item.key, instance => childLeft(run, instance));
    case 'iterate':
      return ifRunning(run, item.key, instance =>
        iterate(run, instance, hands),
      );
    case 'compensate':
      return ifRunning(run, item.key, instance => compensate(run, instance));
    default:
      throw new Error(`Unknown work: ${item satisfies never}`);
  }
}

/** What was to be done for an element instance is void if it has been terminated since. */
function ifRunning(
  run: Run,
  key: Key,
  act: (instance: ElementInstance) => void,
): void {
  const instance = run.view.elementInstance(key);
  if (instance) {
    act(instance);
  }
}

function arrive(run: Run, { flow, scopeKey, cause }: WorkOf<'take'>): void {
  if (!run.view.elementInstance(scopeKey)) {
    return;
  }
  if (run.definition.hasInclusiveJoins) {
    run.touchedScopes.add(scopeKey);
  }
  const { target, ids } = flow;
  if (target.isJoin) {
    arriveAtJoin(run, target, scopeKey);
    return;
  }
  const key = create(run, target, { scopeKey, flowIds: ids, cause });
  const instance = run.view.elementInstance(key)!;
  if (--run.budget < 0) {
    raiseIncident(run, instance, {
      kind: 'limitExceeded',
      message: `Expected the process to come to a wait, but it has entered ${MAX_ENTRIES} elements without one. Correct the loop, or resolve to let it go on`,
    });
    return;
  }
  activate(run, instance);
}

function resume(
  run: Run,
  instance: ElementInstance,
  { wait, variables }: WorkOf<'resume'>,
): void {
  const node = nodeOf(run, instance);
  const made = visit(run, instance);
  const listener = wait.kind === 'job' ? wait.listener : undefined;
  if (listener?.on === 'start' || listener?.on === 'end') {
    made.setResult(variables);
    listenerDone(run, instance, { on: listener.on, index: listener.index });
    return;
  }
  const isPartOfAll =
    node.isParallelMultiple &&
    made.openWaits().some(({ elementId }) => elementId === node.id);
  if (isPartOfAll) {
    made.setResult(variables);
    return;
  }
  const { resume: own } = behaviourOf(run, node);
  attempt(run, instance, () => {
    if (own) {
      own(made, { wait, variables });
    } else {
      made.setResult(variables);
      made.complete();
    }
  });
}

function listenerDone(
  run: Run,
  instance: ElementInstance,
  { on, index }: { on: 'start' | 'end'; index: number },
): void {
  attempt(run, instance, () => {
    if (openListener(run, instance, { on, index: index + 1 })) {
      return;
    }
    if (on === 'start') {
      perform(run, instance);
    } else {
      finishElement(run, instance, behaviour =>
        decide(run, instance, { behaviour }),
      );
    }
  });
}

function childLeft(run: Run, instance: ElementInstance): void {
  if (instance.loop !== undefined) {
    afterInstance(run, instance, hands);
    return;
  }
  const behaviour = behaviourOf(run, nodeOf(run, instance));
  const made = visit(run, instance);
  if (behaviour.childLeft) {
    attempt(run, instance, () => behaviour.childLeft!(made));
  }
  const isDrained =
    instance.lifecycle === 'active' &&
    instance.children === 0 &&
    instance.tokens === 0;
  if (!isDrained || !made.isStillThere()) {
    return;
  }
  if (behaviour.drained) {
    attempt(run, instance, () => behaviour.drained!(made));
  } else {
    made.complete();
  }
}

function compensate(run: Run, thrower: ElementInstance): void {
  const made = visit(run, thrower);
  const isDone = nodeOf(run, thrower)
    .events.filter(
      ({ type }) => run.behaviours.events.get(type)!.waitsForCompensation,
    )
    .every(event => made.throwEvent(event));
  if (isDone && made.isStillThere()) {
    made.complete();
  }
}
