import type { LoopBehavior } from '../model/graph';
import type { ElementInstance, Variables } from '../state/state';
import { activate, activateAgain, perform } from './activate';
import { describeNode } from './describeNode';
import { finishElement, openListener } from './complete';
import { evaluateConditions } from './conditions';
import { create } from './enter';
import { evaluatorFor } from './evaluate';
import type { Fulfilled } from './element';
import {
  attempt,
  attemptToFinish,
  attemptToResume,
  raiseIncident,
} from './incidents';
import { arriveAtJoin, settleJoins } from './joins';
import { afterInstance, iterate, type LoopHands } from './loops';
import {
  behaviourOf,
  hasEntriesLeft,
  limitLeft,
  MAX_ENTERED,
  MAX_ENTRIES,
  nodeOf,
  type Run,
} from './run';
import { throwEach } from './throwAll';
import { propagate, setVariables } from './variables';
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
  const evaluator = evaluatorFor(run, body.key);
  const due = throws.filter(
    ({ condition }) => !condition || evaluator.boolean(condition),
  );
  throwEach(
    visit(run, body),
    due.map(({ event }) => event),
  );
}

const hands: LoopHands = { activate, throwEvents: throwLoopEvents };

/** Runs until nothing moves any more: everything waits, has an incident, or is over. */
export function advance(run: Run): void {
  for (;;) {
    sayWarnings(run);
    if (isToBeEvaluated(run)) {
      evaluateConditions(run);
      continue;
    }
    const item = run.work.next() ?? run.late.next();
    if (item) {
      doWork(run, item);
    } else if (!run.definition.hasJoins || !settleJoins(run)) {
      return;
    }
  }
}

function isToBeEvaluated({
  changes,
  freshConditions,
  freshTimers,
}: Run): boolean {
  return (
    changes.length > 0 || freshConditions.length > 0 || freshTimers.length > 0
  );
}

function sayWarnings(run: Run): void {
  if (run.warnings.length === 0) {
    return;
  }
  for (const warning of run.warnings.splice(0)) {
    run.emit({ type: 'expressionWarned', ...warning });
  }
}

type WorkOf<Type extends Work['type']> = Extract<Work, { type: Type }>;

/** What to do for an element instance, by kind of work. */
type Workers = {
  readonly [Type in Exclude<Work['type'], 'take'>]: (
    run: Run,
    instance: ElementInstance,
    item: WorkOf<Type>,
  ) => void;
};

const workers: Workers = {
  activate(run, instance, { isAgain }) {
    if (instance.lifecycle === 'activating') {
      begin(run, instance, isAgain ? activateAgain : activate);
    }
  },
  perform(run, instance) {
    attempt(run, instance, () => perform(run, instance));
  },
  complete: (run, instance) => completeVisited(run, instance),
  finish: (run, instance) => finish(run, instance),
  resume: (run, instance, item) => resume(run, instance, item),
  childLeft: (run, instance, item) => childLeft(run, instance, item),
  iterate: (run, instance) => iterate(run, instance, hands),
  throwAgain: (run, instance, { code }) =>
    visit(run, instance).throwError(code),
  compensate: (run, instance) => compensate(run, instance),
};

function doWork(run: Run, item: Work): void {
  if (item.type === 'take') {
    arrive(run, item);
    return;
  }
  // What was to be done for an element instance is void if it has been terminated since.
  const instance = run.view.elementInstance(item.key);
  if (instance) {
    const work = workers[item.type] as (
      run: Run,
      instance: ElementInstance,
      item: Work,
    ) => void;
    work(run, instance, item);
  }
}

function arrive(run: Run, { flow, scopeKey, cause }: WorkOf<'take'>): void {
  if (!run.view.elementInstance(scopeKey)) {
    return;
  }
  if (run.definition.hasJoins) {
    run.touchedScopes.add(scopeKey);
  }
  const { target, ids } = flow;
  if (target.isJoin) {
    arriveAtJoin(run, target, scopeKey);
    return;
  }
  const key = create(run, target, { scopeKey, flowIds: ids, cause });
  const instance = run.view.elementInstance(key)!;
  begin(run, instance, activate);
}

/** Activates an element instance, unless too many have been entered: whatever goes round and round comes by here. */
function begin(
  run: Run,
  instance: ElementInstance,
  activateIt: typeof activate,
): void {
  if (hasEntriesLeft(run, instance.scopeKey)) {
    activateIt(run, instance);
  } else {
    raiseIncident(run, instance, {
      kind: 'limitExceeded',
      message: `Expected the process to come to a wait, but it has ${whatIsSpent(
        run,
      )} without one, the last of them ${describeNode(
        nodeOf(run, instance),
      )}. Correct the loop, or resolve to let it go on`,
    });
  }
}

function whatIsSpent(run: Run): string {
  if (limitLeft(run) < 0) {
    return `taken longer than one command may and entered ${run.entered} elements`;
  }
  return `entered ${
    run.entered > MAX_ENTERED ? MAX_ENTERED : MAX_ENTRIES
  } elements`;
}

/** What has come is kept with an incident if it cannot be taken. */
function resume(
  run: Run,
  instance: ElementInstance,
  { wait, variables }: WorkOf<'resume'>,
): void {
  const come = { wait, variables };
  const listener = wait.kind === 'job' ? wait.listener : undefined;
  if (listener?.on === 'start' || listener?.on === 'end') {
    const { on, index } = listener;
    const isTaken = attemptToResume(run, instance, {
      act: () => takeFromListener(run, instance, { on, variables }),
      resumes: come,
    });
    if (isTaken) {
      listenerDone(run, instance, { on, index });
    }
    return;
  }
  attemptToResume(run, instance, {
    act: () => take(run, instance, come),
    resumes: come,
  });
}

/** What start listeners give is the element's own; outputs are mapped already when end listeners run. */
function takeFromListener(
  run: Run,
  { key, scopeKey }: ElementInstance,
  { on, variables }: { on: 'start' | 'end'; variables: Variables },
): void {
  if (on === 'start') {
    setVariables(run, key, variables);
  } else {
    propagate(run, scopeKey || key, { variables });
  }
}

function take(
  run: Run,
  instance: ElementInstance,
  { wait, variables }: Fulfilled,
): void {
  const node = nodeOf(run, instance);
  const made = visit(run, instance);
  const isPartOfAll =
    node.isParallelMultiple &&
    made.openWaits().some(({ elementId }) => elementId === node.id);
  const { resume: own } = behaviourOf(run, node);
  if (own && !isPartOfAll) {
    own(made, { wait, variables });
    return;
  }
  made.setResult(variables);
  if (!isPartOfAll) {
    made.complete();
  }
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
      run.work.push({ type: 'finish', key: instance.key });
    }
  });
}

function finish(run: Run, instance: ElementInstance): void {
  attemptToFinish(run, instance, () =>
    finishElement(run, instance, behaviour =>
      decide(run, instance, { behaviour }),
    ),
  );
}

function childLeft(
  run: Run,
  instance: ElementInstance,
  { isSatisfied }: WorkOf<'childLeft'>,
): void {
  if (instance.loop !== undefined) {
    afterInstance(run, instance, { hands, isSatisfied });
    return;
  }
  const behaviour = behaviourOf(run, nodeOf(run, instance));
  const made = visit(run, instance);
  const isFine =
    !behaviour.childLeft ||
    attempt(run, instance, () => behaviour.childLeft!(made));
  const isDrained =
    isFine &&
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
  const waiting = nodeOf(run, thrower).events.filter(
    ({ type }) => run.behaviours.events.get(type)!.waitsForCompensation,
  );
  if (throwEach(made, waiting)) {
    made.complete();
  }
}
