import type { FlowNode, SequenceFlow } from '../model/graph';
import type {
  Cause,
  ElementInstance,
  JobWait,
  Key,
  Variables,
} from '../state/state';
import { recordCompensation } from './compensation';
import type { ElementBehaviour } from './element';
import { evaluatorFor } from './evaluate';
import { asMapping } from './failure';
import { selectFlows } from './selectFlows';
import { attempt, attemptToFinish } from './incidents';
import { requiredJobType } from './requiredJobType';
import { retriesOf } from './retries';
import { requireRoomForOutput } from './outputRoom';
import { behaviourOf, nodeOf, type Run } from './run';
import { clear, dropCompensations } from './terminate';
import { lookUp, propagate, withPath } from './variables';
import { openWait } from './waits';

/** Tokens that an element has decided on while it was active. */
export interface Decided {
  readonly flows: readonly SequenceFlow[];
  /** What the next element is told, if the event has happened already. */
  readonly cause?: Cause;
}

/**
 * The work of an element is done: its outputs are mapped, its end listeners run, its tokens go on. What fails on the way is an
 * incident, and this is done again when it is resolved.
 */
export function completeElement(
  run: Run,
  instance: ElementInstance,
  decide: (behaviour: ElementBehaviour) => Decided | undefined,
): void {
  const node = nodeOf(run, instance);
  const isMapped = attempt(run, instance, () =>
    asMapping(() => mapOutputs(run, node, instance)),
  );
  const go = node.listeners.end ? attempt : attemptToFinish;
  const isDone =
    isMapped &&
    go(run, instance, () => {
      if (!openEndListener(run, node, instance)) {
        finishElement(run, instance, decide);
      }
    });
  if (!isDone) {
    moveToCompleting(run, instance);
  }
}

/** Leaves an element whose outputs are mapped and whose end listeners are done. May throw a Failure. */
export function finishElement(
  run: Run,
  instance: ElementInstance,
  decide: (behaviour: ElementBehaviour) => Decided | undefined,
): void {
  const node = nodeOf(run, instance);
  if (instance.loopCounter !== undefined) {
    const isSatisfied = completesLoop(run, node, instance);
    leave(run, node, instance);
    sayChildLeft(run, instance.scopeKey, isSatisfied);
    return;
  }
  const decided = decide(behaviourOf(run, node)) ?? {
    flows: node.hasChoice
      ? selectFlows(run, { node, instance }, 'all')
      : node.outgoing,
  };
  leave(run, node, instance);
  if (instance.scopeKey === 0) {
    return;
  }
  for (let i = 0; i < node.completionQuantity; i++) {
    for (const flow of decided.flows) {
      takeFlow(run, flow, {
        scopeKey: instance.scopeKey,
        cause: decided.cause,
      });
    }
  }
  sayChildLeft(run, instance.scopeKey);
}

function moveToCompleting(run: Run, { key, elementId }: ElementInstance): void {
  if (run.view.elementInstance(key)?.lifecycle !== 'completing') {
    run.emit({ type: 'lifecycleMoved', key, elementId, to: 'completing' });
  }
}

function mapOutputs(run: Run, node: FlowNode, instance: ElementInstance): void {
  // Of a loop, each instance maps its outputs; the body has none of its own.
  if (instance.loop === undefined && node.outputs.length > 0) {
    applyOutputs(run, node, instance);
  }
  if (instance.loopCounter !== undefined) {
    collectOutput(run, node, instance);
  }
}

function applyOutputs(
  run: Run,
  node: FlowNode,
  { key, scopeKey, loopCounter }: ElementInstance,
): void {
  const mapped: Record<string, any> = {};
  const evaluator = evaluatorFor(run, key, { extras: mapped });
  for (const { source, target } of node.outputs) {
    const [name, ...path] = target;
    const isKnown = path.length === 0 || Object.hasOwn(mapped, name);
    const before = isKnown ? mapped[name] : lookUp(run, scopeKey, name);
    mapped[name] = withPath(before, path, evaluator.evaluate(source));
  }
  const isItem =
    loopCounter !== undefined && node.loop?.kind === 'multiInstance';
  propagate(run, isItem ? key : scopeKey, { variables: mapped });
}

function collectOutput(
  run: Run,
  { loop }: FlowNode,
  instance: ElementInstance,
): void {
  const { key, scopeKey, elementId, loopCounter } = instance;
  if (loop?.kind === 'multiInstance' && loop.outputCollection) {
    const value = loop.outputElement
      ? evaluatorFor(run, key).evaluate(loop.outputElement)
      : null;
    requireRoomForOutput(run, instance, {
      collection: loop.outputCollection,
      value,
    });
    run.emit({
      type: 'loopOutputCollected',
      key: scopeKey,
      elementId,
      loopCounter: loopCounter!,
      value,
    });
  }
}

/** Opens the job of the first end listener, if there is one. */
function openEndListener(
  run: Run,
  node: FlowNode,
  instance: ElementInstance,
): boolean {
  if (instance.loop !== undefined || !node.listeners.end) {
    return false;
  }
  moveToCompleting(run, instance);
  return openListener(run, instance, { on: 'end', index: 0 });
}

/** Opens the job of a listener. Returns whether there is one. May throw a Failure. */
export function openListener(
  run: Run,
  instance: ElementInstance,
  listener: NonNullable<JobWait['listener']>,
): boolean {
  const found = nodeOf(run, instance).listeners[listener.on]?.[listener.index];
  if (!found) {
    return false;
  }
  const { headers } = nodeOf(run, instance);
  openWait(run, instance, {
    kind: 'job',
    type: requiredJobType(evaluatorFor(run, instance.key), found.type),
    retries: retriesOf(run, instance, { listener }),
    ...((headers || found.headers) && {
      headers: { ...headers, ...found.headers },
    }),
    listener,
  });
  return true;
}

/** Ends an element instance; its tokens are still to be sent on. */
function leave(run: Run, node: FlowNode, instance: ElementInstance): void {
  const { key, elementId, scopeKey, cause } = instance;
  clear(run, key);
  const result = scopeKey === 0 ? resultOf(run, key) : undefined;
  recordCompensation(run, node, instance);
  run.emit({ type: 'lifecycleMoved', key, elementId, to: 'completed' });
  if (cause?.kind === 'compensation') {
    dropCompensations(run, cause.scopeKey);
    run.work.push({ type: 'compensate', key: cause.thrower });
  }
  if (scopeKey === 0) {
    run.emit({ type: 'instanceEnded', state: 'completed', variables: result });
  }
}

/** A caller gets the variables of the process; nobody else needs them. */
function resultOf({ view }: Run, key: Key): Variables | undefined {
  return view.instance()?.isCalled ? view.variablesOf(key) : undefined;
}

/** Sends a token along a sequence flow. */
export function takeFlow(
  run: Run,
  flow: SequenceFlow,
  { scopeKey, cause }: { scopeKey: Key; cause?: Cause },
): void {
  const { id, target } = flow;
  run.emit({
    type: 'sequenceFlowTaken',
    flowId: id,
    scopeKey,
    joinId: target.isJoin ? target.id : undefined,
  });
  (target.isLate ? run.late : run.work).push({
    type: 'take',
    flow,
    scopeKey,
    cause,
  });
}

/**
 * Whether an instance of a multi-instance activity is the last that is needed. Its condition sees what the instance sees, which is
 * counted as completed already.
 */
function completesLoop(
  run: Run,
  { loop }: FlowNode,
  { key, scopeKey }: ElementInstance,
): boolean {
  const condition =
    loop?.kind === 'multiInstance' ? loop.completionCondition : undefined;
  if (!condition) {
    return false;
  }
  const { started, completed, terminated } =
    run.view.elementInstance(scopeKey)!.loop!;
  const extras = {
    nrOfCompletedInstances: completed + 1,
    nrOfActiveInstances: started - completed - terminated - 1,
  };
  return evaluatorFor(run, key, { extras }).boolean(condition);
}

/** Lets a scope know that something in it has left, if that can matter. */
export function sayChildLeft(
  run: Run,
  scopeKey: Key,
  isSatisfied = false,
): void {
  const scope = run.view.elementInstance(scopeKey)!;
  if (run.definition.hasJoins) {
    run.touchedScopes.add(scopeKey);
  }
  if (isSatisfied || isConcerned(run, scope)) {
    run.work.push({ type: 'childLeft', key: scopeKey, isSatisfied });
  }
}

function isConcerned(run: Run, scope: ElementInstance): boolean {
  const isEmpty = scope.children === 0 && scope.tokens === 0;
  if (isEmpty) {
    return true;
  }
  const node = nodeOf(run, scope);
  return scope.loop !== undefined
    ? node.loop?.kind === 'multiInstance' && node.loop.behavior !== undefined
    : behaviourOf(run, node).childLeft !== undefined;
}
