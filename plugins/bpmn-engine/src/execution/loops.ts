import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { FlowNode, Loop, LoopBehavior } from '../model/graph';
import type { ElementInstance } from '../state/state';
import { completeElement } from './complete';
import { describeNode } from './describeNode';
import { create } from './enter';
import { evaluatorFor } from './evaluate';
import { Failure } from './failure';
import { attempt } from './incidents';
import { inputFor, inputsOf } from './loopInputs';
import { MAX_OUTPUTS } from './outputRoom';
import { requireRoom } from './room';
import {
  hasEntriesLeft,
  limitLeft,
  MAX_ENTERED,
  nodeOf,
  running,
  type Run,
} from './run';
import { terminateChildren } from './terminate';
import { propagate, putVariables, setVariables } from './variables';

type MultiInstance = Extract<Loop, { kind: 'multiInstance' }>;
type StandardLoop = Extract<Loop, { kind: 'standard' }>;

/** Most instances of one multi-instance activity: more would not fit into memory. */
export const MAX_LOOP_INSTANCES = 1_000_000;

/** What the instances of a loop are begun and completed with; given by whoever can visit elements. */
export interface LoopHands {
  readonly activate: (run: Run, instance: ElementInstance) => void;
  readonly throwEvents: (
    run: Run,
    body: ElementInstance,
    behavior: LoopBehavior,
  ) => void;
}

/** Begins the loop of an activity: finds out how often it is repeated. May throw a Failure, having said nothing. */
export function startLoop(run: Run, body: ElementInstance, loop: Loop): void {
  const total =
    loop.kind === 'multiInstance' ? countInstances(run, body, loop) : null;
  run.emit({ type: 'loopStarted', key: body.key, total });
  run.work.push({ type: 'iterate', key: body.key });
}

function countInstances(
  run: Run,
  body: ElementInstance,
  loop: MultiInstance,
): number {
  const evaluator = evaluatorFor(run, body.key);
  const what = describeNode(nodeOf(run, body));
  const count = loop.inputCollection
    ? inputsOf(run, body, loop)!.length
    : evaluator.number(loop.cardinality);
  if (count === undefined || count < 0 || !Number.isInteger(count)) {
    throw new Failure(
      'expressionFailed',
      `Expected the number of instances of ${what} to be a whole number from 0 on, but ${
        count === undefined ? 'there is none' : `it is ${count}`
      }. Correct the variables that it is made of`,
    );
  }
  const most = loop.outputCollection ? MAX_OUTPUTS : MAX_LOOP_INSTANCES;
  if (count > most) {
    throw new Failure(
      'limitExceeded',
      `Expected at most ${most} instances of ${what}, but there would be ${count}. Correct the variables that it is made of`,
    );
  }
  return count;
}

/** Begins the next instance of a loop, or all of them, or completes it if there is none. What has enough begins no more. */
export function iterate(
  run: Run,
  body: ElementInstance,
  hands: LoopHands,
): void {
  const { loop } = nodeOf(run, body);
  if (body.lifecycle !== 'active' || isHeldUp(run, body)) {
    return;
  }
  attempt(run, body, () => {
    if (loop?.kind === 'multiInstance') {
      iterateMultiInstance(run, body, { loop, hands });
    } else if (loop?.kind === 'standard') {
      iterateStandard(run, body, { loop, hands });
    }
  });
}

function iterateMultiInstance(
  run: Run,
  body: ElementInstance,
  { loop, hands }: { loop: MultiInstance; hands: LoopHands },
): void {
  const { total, started } = body.loop!;
  const hasBegun = started === total || body.isSatisfied;
  if (hasBegun && body.children === 0) {
    completeLoop(run, body);
  }
  if (hasBegun || (loop.isSequential && body.children > 0)) {
    return;
  }
  beginNext(run, body, { loop, hands });
}

/** Parallel instances that begin at once. */
const BATCH = 1000;

/** Begins the next instance, or a batch of parallel ones. */
function beginNext(
  run: Run,
  body: ElementInstance,
  { loop, hands }: { loop: MultiInstance; hands: LoopHands },
): void {
  const { total, started } = body.loop!;
  const inputs = loop.inputElement ? inputsOf(run, body, loop) : undefined;
  const isOneByOne = loop.isSequential || looksAtEach(loop);
  const last = Math.min(started + (isOneByOne ? 1 : BATCH), total!);
  for (let counter = started + 1; counter <= last; counter++) {
    if (run.entered >= MAX_ENTERED || limitLeft(run) <= 0) {
      throw new Failure(
        'limitExceeded',
        `Expected one command to enter at most ${
          run.entered
        } elements, but there are more instances of ${describeNode(
          nodeOf(run, body),
        )}. Resolve to let them go on`,
      );
    }
    const variables = inputFor(loop, inputs, counter);
    begin(run, body, { counter, hands, variables });
  }
  // The others come when what these have set going has gone on: so numbers are looked at after each, and limits hold inside too.
  if (!loop.isSequential && last < total!) {
    run.work.push({ type: 'iterate', key: body.key });
  }
}

function looksAtEach({
  completionCondition,
  behavior,
}: MultiInstance): boolean {
  return completionCondition !== undefined || behavior !== undefined;
}

/** Gives an instance its input element again: its input mappings may have written over it. */
export function restoreInput(run: Run, instance: ElementInstance): void {
  const body = running(run, instance.scopeKey);
  const { loop } = nodeOf(run, instance);
  if (loop?.kind === 'multiInstance' && loop.inputElement) {
    const inputs = inputsOf(run, body, loop);
    const own = inputFor(loop, inputs, instance.loopCounter!);
    setVariables(run, instance.key, own ?? {});
  }
}

function begin(
  run: Run,
  body: ElementInstance,
  {
    counter,
    hands,
    variables,
  }: {
    counter: number;
    hands: LoopHands;
    variables?: Readonly<Record<string, JsonValue>>;
  },
): void {
  if (variables) {
    requireRoom(run, [{ variables }]);
  }
  const key = create(run, nodeOf(run, body), {
    scopeKey: body.key,
    loopCounter: counter,
  });
  if (variables) {
    putVariables(run, { scopeKey: key, variables });
  }
  hands.activate(run, run.view.elementInstance(key)!);
}

function iterateStandard(
  run: Run,
  body: ElementInstance,
  { loop, hands }: { loop: StandardLoop; hands: LoopHands },
): void {
  const { started } = body.loop!;
  if (body.children > 0) {
    return;
  }
  const isFirst = started === 0;
  const isOver = loop.maximum !== undefined && started >= loop.maximum;
  const isTested = loop.testBefore || !isFirst;
  if (isOver || (isTested && !holds(run, body, loop))) {
    completeLoop(run, body);
    return;
  }
  if (!hasEntriesLeft(run, body.key)) {
    throw new Failure(
      'limitExceeded',
      `Expected the loop of ${describeNode(
        nodeOf(run, body),
      )} to come to a wait or an end, but it goes on and on. Correct its condition; resolve to let it go on`,
    );
  }
  begin(run, body, { counter: started + 1, hands });
}

/** Without condition, a loop goes on until its maximum (BPMN 2.0.2 13.3.6). */
function holds(
  run: Run,
  { key, loop: progress }: ElementInstance,
  { condition }: StandardLoop,
): boolean {
  const extras = { loopCounter: progress!.started };
  return condition
    ? evaluatorFor(run, key, { extras }).boolean(condition)
    : true;
}

/** An instance has left: events are thrown, then the loop goes on or is complete. */
export function afterInstance(
  run: Run,
  body: ElementInstance,
  { hands, isSatisfied }: { hands: LoopHands; isSatisfied?: boolean },
): void {
  const { loop } = nodeOf(run, body);
  if (body.lifecycle !== 'active') {
    return;
  }
  const behavior = loop?.kind === 'multiInstance' ? loop.behavior : undefined;
  const isFine =
    !behavior ||
    body.loop!.completed === 0 ||
    attempt(run, body, () => hands.throwEvents(run, body, behavior));
  if (!isFine || !run.view.elementInstance(body.key) || isHeldUp(run, body)) {
    return;
  }
  if (isSatisfied) {
    terminateChildren(run, body.key);
    completeLoop(run, body);
  } else if (isNextDue(body, loop)) {
    run.work.push({ type: 'iterate', key: body.key });
  }
}

/** Whether the loop itself has an incident: it is not over, and begins no more, before that is resolved. */
function isHeldUp(run: Run, { key, elementId }: ElementInstance): boolean {
  return run.view
    .incidentsOf(key)
    .some(incident => incident.elementId === elementId);
}

/** Parallel instances begin by themselves; when all have left, the loop is complete. */
function isNextDue(
  { children, lifecycle, loop: progress }: ElementInstance,
  loop: Loop | undefined,
): boolean {
  const isParallel = loop?.kind === 'multiInstance' && !loop.isSequential;
  return (
    children === 0 &&
    lifecycle === 'active' &&
    (!isParallel || progress!.started === progress!.total)
  );
}

/** What is satisfied with the instances that it has had stays so, should there be no room for their outputs yet. */
function completeLoop(run: Run, body: ElementInstance): void {
  const isHandedOver = attempt(run, body, () =>
    handOverOutputs(run, body, nodeOf(run, body)),
  );
  if (isHandedOver) {
    completeElement(run, body, () => undefined);
  } else if (!body.isSatisfied) {
    run.emit({ type: 'completionConditionMet', key: body.key });
  }
}

function handOverOutputs(
  run: Run,
  { key, scopeKey, loop: progress }: ElementInstance,
  { loop }: FlowNode,
): void {
  if (loop?.kind !== 'multiInstance' || !loop.outputCollection) {
    return;
  }
  const outputs = run.view.outputsOf(key);
  const values = Array.from(
    { length: progress!.total! },
    (_, index) => outputs.get(index + 1) ?? null,
  );
  propagate(run, scopeKey, {
    variables: { [loop.outputCollection]: values },
    released: progress!.bytes,
  });
}
