import type { FlowNode } from '../model/graph';
import type { ElementInstance, SignalWait, Variables } from '../state/state';
import {
  fulfil,
  hasInterrupted,
  hostsBoundaryEvents,
  hostsEventSubProcesses,
  triggerCatcher,
} from './catchers';
import type { CodeData } from './element';
import { raiseIncident } from './incidents';
import { nodeOf, type Run } from './run';
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
      message: `Expected a boundary event or event sub-process to catch ${
        code ? `error "${code}"` : 'an error without code'
      }, but there is none${message ? `: ${message}` : ''}`,
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

/** A signal as it arrives. */
interface Signal {
  readonly name: string;
  readonly variables: Variables;
  /** Group that sends it, if it is another one than the owner of the instance. */
  readonly sender?: string;
}

/** Tells a signal to everything in the instance that waits for it and accepts its sender. */
export function deliverSignal(
  run: Run,
  { name, variables, sender }: Signal,
): void {
  for (const wait of run.view.waitsOfKind('signal')) {
    const isOpen = run.view.wait(wait.key) !== undefined;
    if (
      isOpen &&
      wait.kind === 'signal' &&
      wait.name === name &&
      accepts(wait, sender)
    ) {
      fulfil(run, wait, variables);
    }
  }
}

function accepts(
  { accepts: groups = [] }: SignalWait,
  sender: string | undefined,
): boolean {
  return (
    sender === undefined || groups.includes('any') || groups.includes(sender)
  );
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
