import type { FlowNode } from '../model/graph';
import type {
  ElementInstance,
  TimerWait,
  Variables,
  Wait,
} from '../state/state';
import { fire } from '../timers';
import type { WaitRequest } from './element';
import { enter } from './enter';
import { evaluatorFor } from './evaluate';
import { nodeOf, running, type Run } from './run';
import { terminate, terminateChildren } from './terminate';
import { closeWait, openWait, withdrawWaits } from './waits';

const NONE: readonly FlowNode[] = [];
/** Whether a node's boundary events listen on this element instance: on the body of a loop, not on what it repeats. */
export function hostsBoundaryEvents({ loopCounter }: ElementInstance): boolean {
  return loopCounter === undefined;
}

/** Whether a node's event sub-processes listen on this element instance. */
export function hostsEventSubProcesses(
  node: FlowNode,
  { loopCounter }: ElementInstance,
): boolean {
  return node.loop === undefined || loopCounter !== undefined;
}

/** Elements that listen while an element instance is active: boundary events, and start events of event sub-processes. */
export function catchersOf(
  node: FlowNode,
  instance: ElementInstance,
): readonly FlowNode[] {
  const eventSubProcesses = hostsEventSubProcesses(node, instance)
    ? node.content?.eventSubProcesses ?? NONE
    : NONE;
  const boundaryEvents = hostsBoundaryEvents(instance)
    ? node.boundaryEvents
    : NONE;
  return eventSubProcesses.length === 0
    ? boundaryEvents
    : [
        ...boundaryEvents,
        ...eventSubProcesses.flatMap(
          ({ content }) => content?.triggeredStarts ?? NONE,
        ),
      ];
}

/** What an event waits for: one request for each of its definitions that something outside fulfils. */
export function requestsOf(
  run: Run,
  catcher: FlowNode,
  { key }: ElementInstance,
): readonly WaitRequest[] {
  const evaluator = evaluatorFor(run, key);
  const requests: WaitRequest[] = [];
  for (const { type, index, data } of catcher.events) {
    const request = run.behaviours.events.get(type)!.catches?.(evaluator, data);
    if (request) {
      requests.push({ ...request, elementId: catcher.id, event: index });
    }
  }
  return requests;
}

/** Opens waits and lets conditions that hold already come true. */
export function openCatchers(
  run: Run,
  instance: ElementInstance,
  requests: readonly WaitRequest[],
): void {
  for (const request of requests) {
    const wait = openWait(run, instance, request);
    if (wait.kind === 'condition') {
      run.freshConditions.push(wait.key);
    }
  }
}

/**
 * What was waited for has happened. Closes the wait, unless it goes on being waited for, and lets the element that waited go on.
 */
export function fulfil(run: Run, wait: Wait, variables: Variables): void {
  const instance = running(run, wait.elementInstanceKey);
  const catcher = run.definition.nodes.get(wait.elementId)!;
  if (wait.kind === 'timer' && !fireTimer(run, wait, catcher)) {
    return;
  }
  if (!isListener(catcher, nodeOf(run, instance))) {
    closeWait(run, wait, 'fulfilled');
    run.work.push({ type: 'resume', key: instance.key, wait, variables });
    return;
  }
  if (catcher.isParallelMultiple) {
    fulfilOneOfAll(run, wait, variables);
    return;
  }
  if (catcher.isInterrupting) {
    closeWait(run, wait, 'fulfilled');
  }
  triggerCatcher(run, instance, { catcher, variables });
}

/** Whether an element listens on another one, rather than being it. */
export function isListener(catcher: FlowNode, host: FlowNode): boolean {
  return (
    catcher.attachedTo === host ||
    (catcher.parent?.type === 'eventSubProcess' &&
      catcher.parent.parent === host)
  );
}

/** Re-arms a repeating timer that does not interrupt. Returns whether this firing counts. */
function fireTimer(run: Run, wait: TimerWait, catcher: FlowNode): boolean {
  const { schedule, fired, dueAt, catchUp } = wait;
  const next = fire(schedule, { fired, due: dueAt, now: run.now }, catchUp);
  const repeats = !catcher.isInterrupting && !catcher.isParallelMultiple;
  if (next.nextDue !== undefined && (repeats || !next.trigger)) {
    run.emit({
      type: 'waitChanged',
      wait: { ...wait, fired: next.fired, dueAt: next.nextDue },
    });
  } else if (repeats) {
    closeWait(run, wait, 'fulfilled');
  }
  return next.trigger;
}

/** One of several events that all have to happen. */
function fulfilOneOfAll(run: Run, wait: Wait, variables: Variables): void {
  const instance = running(run, wait.elementInstanceKey);
  const catcher = run.definition.nodes.get(wait.elementId)!;
  closeWait(run, wait, 'fulfilled');
  const collected = { ...wait.collected, ...variables };
  const [other] = run.view
    .waitsOf(instance.key)
    .filter(({ elementId }) => elementId === catcher.id);
  if (other) {
    // What has come so far waits with another one, until all have come.
    run.emit({
      type: 'waitChanged',
      wait: { ...other, collected: { ...other.collected, ...collected } },
    });
    return;
  }
  if (!catcher.isInterrupting) {
    openCatchers(run, instance, requestsOf(run, catcher, instance));
  }
  triggerCatcher(run, instance, { catcher, variables: collected });
}

/** Lets a boundary event, or the start event of an event sub-process, catch: first it interrupts, then it is entered. */
export function triggerCatcher(
  run: Run,
  instance: ElementInstance,
  { catcher, variables }: { catcher: FlowNode; variables: Variables },
): void {
  if (catcher.attachedTo) {
    const { scopeKey } = instance;
    if (catcher.isInterrupting) {
      terminate(run, instance);
    }
    enter(run, catcher, { scopeKey, cause: { kind: 'event', variables } });
    return;
  }
  if (catcher.isInterrupting) {
    interruptContent(run, instance);
  }
  enter(run, catcher.parent!, {
    scopeKey: instance.key,
    cause: { kind: 'event', startId: catcher.id, variables },
  });
}

/** Ends everything in a scope: what its event sub-process does is all that is left to do there. */
function interruptContent(run: Run, instance: ElementInstance): void {
  const { key, queued, isSatisfied } = instance;
  terminateChildren(run, key);
  withdrawWaits(run, key, ({ elementId }) =>
    isEventSubProcessStart(run, elementId),
  );
  if (queued && queued.length > 0) {
    run.emit({ type: 'elementsQueued', key, elementIds: [] });
  }
  const isAdHoc = nodeOf(run, instance).type === 'adHocSubProcess';
  if (isAdHoc && !isSatisfied) {
    run.emit({ type: 'completionConditionMet', key });
  }
}

/** Whether it is an event sub-process that has ended everything else in its scope: nothing else listens there any more. */
export function hasInterrupted({ type, content }: FlowNode): boolean {
  return (
    type === 'eventSubProcess' &&
    content!.triggeredStarts.some(({ isInterrupting }) => isInterrupting)
  );
}

function isEventSubProcessStart(run: Run, elementId: string): boolean {
  return (
    run.definition.nodes.get(elementId)?.parent?.type === 'eventSubProcess'
  );
}
