import type { FlowNode } from '../model/graph';
import type { ElementInstance, Key, Variables } from '../state/state';
import {
  fulfil,
  hostsBoundaryEvents,
  hostsEventSubProcesses,
  triggerCatcher,
} from './catchers';
import type { CodeData } from './element';
import { raiseIncident } from './incidents';
import { nodeOf, running, type Run } from './run';
import { sayChildLeft } from './complete';
import { terminate } from './terminate';

/** What is thrown by code. */
export interface Thrown {
  readonly code: string;
  readonly message?: string;
  readonly variables: Variables;
}

interface Catch {
  readonly instance: ElementInstance;
  readonly catcher: FlowNode;
}

/**
 * Throws a BPMN error from an element instance. The nearest scope that catches it goes on there, by code if it can, else by what catches
 * all (BPMN 2.0.2 10.5.6). Uncaught, it ends a called instance and is an incident in any other.
 */
export function throwError(
  run: Run,
  instance: ElementInstance,
  { code, message, variables }: Thrown,
): void {
  const { elementId } = instance;
  const found = findCatch(run, instance, { type: 'error', code });
  run.emit({
    type: 'errorThrown',
    elementId,
    code,
    ...(found && { caughtBy: found.catcher.id }),
  });
  if (found) {
    triggerCatcher(run, found.instance, { ...found, variables });
  } else if (run.view.instance()!.isCalled) {
    endWithError(run, { code, variables });
  } else {
    raiseIncident(run, instance, {
      kind: 'errorUncaught',
      message: `Expected a boundary event or event sub-process to catch error "${code}", but there is none${
        message ? `: ${message}` : ''
      }`,
      errorCode: code,
    });
  }
}

function endWithError(
  run: Run,
  error: { readonly code: string; readonly variables: Variables },
): void {
  const { rootKey } = run.view.instance()!;
  terminate(run, run.view.elementInstance(rootKey)!);
  run.emit({ type: 'instanceEnded', state: 'terminated', error });
}

/**
 * Throws an escalation. Uncaught, it is noted and the process goes on. Returns whether the thrower is still there.
 */
export function throwEscalation(
  run: Run,
  instance: ElementInstance,
  { code, variables }: Thrown,
): boolean {
  const { elementId, key } = instance;
  const found = findCatch(run, instance, { type: 'escalation', code });
  run.emit({
    type: 'escalationThrown',
    elementId,
    code,
    variables,
    ...(found && { caughtBy: found.catcher.id }),
  });
  if (found) {
    triggerCatcher(run, found.instance, { ...found, variables });
  }
  return run.view.elementInstance(key) !== undefined;
}

/** Tells a signal to everything in the instance that waits for it. */
export function deliverSignal(
  run: Run,
  name: string,
  variables: Variables,
): void {
  for (const wait of run.view.waitsOfKind('signal')) {
    const isOpen = run.view.wait(wait.key) !== undefined;
    if (isOpen && wait.kind === 'signal' && wait.name === name) {
      fulfil(run, wait, variables);
    }
  }
}

/** Leaves the transaction that an element instance is in, through its cancel event. */
export function cancelTransaction(run: Run, from: ElementInstance): void {
  const transaction = enclosing(run, from, 'transaction');
  if (!transaction) {
    throw new Error(
      `Expected ${from.elementId} to be in a transaction, but it is not`,
    );
  }
  const catcher = nodeOf(run, transaction).boundaryEvents.find(({ events }) =>
    events.some(({ type }) => type === 'cancel'),
  );
  // Cancelling one of several instances cancels them all: the cancel event is on their body.
  const host = hostsBoundaryEvents(transaction)
    ? transaction
    : running(run, transaction.scopeKey);
  if (catcher) {
    triggerCatcher(run, host, { catcher, variables: {} });
  } else {
    terminate(run, host);
    sayChildLeft(run, host.scopeKey);
  }
}

/** The nearest element instance around one that is of a type. */
export function enclosing(
  run: Run,
  from: ElementInstance,
  type: string,
): ElementInstance | undefined {
  for (let key: Key = from.scopeKey; key !== 0; ) {
    const scope = run.view.elementInstance(key)!;
    if (nodeOf(run, scope).type === type && scope.loop === undefined) {
      return scope;
    }
    key = scope.scopeKey;
  }
  return undefined;
}

interface Sought {
  readonly type: 'error' | 'escalation';
  readonly code: string;
}

function findCatch(
  run: Run,
  thrower: ElementInstance,
  sought: Sought,
): Catch | undefined {
  let cameFrom: FlowNode | undefined;
  for (let key = thrower.key; key !== 0; ) {
    const instance = run.view.elementInstance(key)!;
    const node = nodeOf(run, instance);
    const catcher =
      catchInside(node, instance, { cameFrom, sought }) ??
      (hostsBoundaryEvents(instance)
        ? matching(node.boundaryEvents, sought)
        : undefined);
    if (catcher) {
      return { instance, catcher };
    }
    cameFrom = node;
    key = instance.scopeKey;
  }
  return undefined;
}

/** Event sub-processes catch what is thrown in their scope, but not by themselves. */
function catchInside(
  node: FlowNode,
  instance: ElementInstance,
  { cameFrom, sought }: { cameFrom?: FlowNode; sought: Sought },
): FlowNode | undefined {
  const { content } = node;
  if (
    !content ||
    !cameFrom ||
    hasInterrupted(cameFrom) ||
    !hostsEventSubProcesses(node, instance)
  ) {
    return undefined;
  }
  return matching(
    content.eventSubProcesses
      .filter(eventSubProcess => eventSubProcess !== cameFrom)
      .flatMap(({ content: inner }) => inner?.triggeredStarts ?? []),
    sought,
  );
}

/** Whether it is an event sub-process that has ended everything else in its scope: nothing else listens there any more. */
function hasInterrupted({ type, content }: FlowNode): boolean {
  return (
    type === 'eventSubProcess' &&
    content!.triggeredStarts.some(({ isInterrupting }) => isInterrupting)
  );
}

function matching(
  catchers: readonly FlowNode[],
  { type, code }: Sought,
): FlowNode | undefined {
  const catches = (wanted: string | undefined) =>
    catchers.find(({ events }) =>
      events.some(
        event =>
          event.type === type && (event.data as CodeData).code === wanted,
      ),
    );
  return catches(code) ?? catches(undefined);
}
