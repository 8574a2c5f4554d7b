import {
  Rejection,
  type ActivateElements,
  type ResolveIncident,
  type SetVariables,
} from '../command';
import { enter } from '../execution/enter';
import { attempt } from '../execution/incidents';
import { retriesOf } from '../execution/retries';
import { nodeOf, running, type Run } from '../execution/run';
import type { Work } from '../execution/workQueue';
import { terminate } from '../execution/terminate';
import { rejectWithoutRoom } from '../execution/room';
import { putVariables, setAnew } from '../execution/variables';
import { openWait } from '../execution/waits';
import type { FlowNode } from '../model/graph';
import { isNumberOfTries, MOST_RETRIES } from '../model/jobRetries';
import type { ElementInstance, Incident, JobWait, Key } from '../state/state';
import { waitingTokens } from './lookAgain';
import { again } from './waits';

/** Somebody sets variables of a scope. */
export function setVariables(
  run: Run,
  { scopeKey, variables, created }: SetVariables,
): void {
  const key = scopeKey ?? run.view.instance()!.rootKey;
  existing(run, key);
  rejectWithoutRoom(run, [{ scopeKey: key, variables }]);
  if (created) {
    const isNew = (name: string) => created.includes(name);
    setAnew(run, { scopeKey: key, variables, isNew });
  } else {
    putVariables(run, { scopeKey: key, variables });
  }
}

/** What stood in the way is gone: the element instance goes on from where it was. */
export function resolveIncident(run: Run, command: ResolveIncident): void {
  const { incidentKey } = command;
  const incident = run.view.incident(incidentKey);
  if (!incident) {
    throw new Rejection(
      'notFound',
      `Expected incident ${incidentKey} to be open, but it is not`,
      { incidentKey },
    );
  }
  if (command.retries !== undefined && !isNumberOfTries(command.retries)) {
    throw new Rejection(
      'invalidArgument',
      `Expected a whole number of tries from 1 to ${MOST_RETRIES}, but found ${command.retries}`,
      { incidentKey, retries: command.retries },
    );
  }
  const instance = running(run, incident.elementInstanceKey);
  run.emit({
    type: 'incidentResolved',
    incidentKey,
    elementInstanceKey: instance.key,
  });
  if (incident.job) {
    reopenJob(run, instance, { job: incident.job, retries: command.retries });
  } else {
    const { resumes } = incident;
    const { key } = instance;
    run.work.push(
      ...(resumes
        ? [{ type: 'resume', key, ...resumes } as const]
        : nextTry(run, instance, incident)),
    );
    lookAgain(run, instance);
  }
}

function reopenJob(
  run: Run,
  instance: ElementInstance,
  { job, retries }: { readonly job: JobWait; readonly retries?: number },
): void {
  attempt(run, instance, () => {
    openWait(run, instance, {
      ...again(job),
      retries: retries ?? retriesOf(run, instance, job),
    });
  });
}

/** An element that was to be entered, or left, is entered or left again. */
function nextTry(
  run: Run,
  { key, lifecycle, loop, elementId }: ElementInstance,
  { errorCode, kind, isFinishing }: Incident,
): readonly Work[] {
  if (lifecycle === 'completing') {
    return [{ type: isFinishing ? 'finish' : 'complete', key }];
  }
  if (lifecycle === 'activating') {
    return [{ type: 'activate', key, isAgain: kind !== 'mappingFailed' }];
  }
  if (loop) {
    return [{ type: 'iterate', key }];
  }
  const node = run.definition.nodes.get(elementId)!;
  const throwsErrors = node.events.some(({ type }) => type === 'error');
  if (errorCode !== undefined && throwsErrors) {
    return [{ type: 'throwAgain', key, code: errorCode }];
  }
  if (errorCode !== undefined || kind === 'calledElementMissing') {
    return [{ type: 'perform', key }];
  }
  return node.content
    ? [...waitingTokens(run, key), { type: 'childLeft', key }]
    : [];
}

/** Conditions and timers of an element instance that could not be evaluated are looked at again. */
function lookAgain(run: Run, { key }: ElementInstance): void {
  if (!run.view.elementInstance(key)) {
    return;
  }
  run.touchedScopes.add(key);
  for (const wait of run.view.waitsOf(key)) {
    if (wait.kind === 'condition') {
      run.freshConditions.push(wait.key);
    } else if (wait.kind === 'timer') {
      run.freshTimers.push(wait.key);
    }
  }
}

/** Ends the instance and everything in it. */
export function cancelInstance(run: Run): void {
  const { rootKey } = run.view.instance()!;
  terminate(run, running(run, rootKey));
  run.emit({ type: 'instanceEnded', state: 'terminated' });
}

/** Enters activities of a running ad-hoc sub-process; a sequential one takes them one after the other. */
export function activateElements(
  run: Run,
  { scopeKey, elementIds, variables = {} }: ActivateElements,
): void {
  const scope = adHocScope(run, scopeKey);
  const node = nodeOf(run, scope);
  const nodes = elementIds.map(id => startable(node, id, scopeKey));
  rejectWithoutRoom(run, [{ scopeKey, variables }]);
  putVariables(run, { scopeKey, variables });
  const { isSequential } = node.data as { readonly isSequential: boolean };
  const free = scope.children > 0 ? 0 : 1;
  const atOnce = isSequential ? free : nodes.length;
  const waiting = nodes.slice(atOnce).map(({ id }) => id);
  if (waiting.length > 0) {
    run.emit({
      type: 'elementsQueued',
      key: scopeKey,
      elementIds: [...(scope.queued ?? []), ...waiting],
    });
  }
  for (const inner of nodes.slice(0, atOnce)) {
    enter(run, inner, { scopeKey });
  }
}

function adHocScope(run: Run, scopeKey: Key): ElementInstance {
  const scope = existing(run, scopeKey);
  const node = nodeOf(run, scope);
  if (node.type !== 'adHocSubProcess' || scope.loop) {
    throw new Rejection(
      'invalidArgument',
      `Expected ${scopeKey} to be an ad-hoc sub-process, but it is ${node.id}, a ${node.type}`,
      { scopeKey },
    );
  }
  if (scope.isSatisfied) {
    throw new Rejection(
      'invalidState',
      `Expected ${node.id} to go on, but it does not: its completion condition is true, or an event has interrupted it`,
      { scopeKey },
    );
  }
  return scope;
}

/** Whatever does not depend on another element can be begun by somebody. */
function startable(scope: FlowNode, id: string, scopeKey: Key): FlowNode {
  const inner = scope.content!.nodes.find(candidate => candidate.id === id);
  const isDependent =
    inner?.attachedTo ??
    (inner?.isForCompensation || inner?.type === 'eventSubProcess');
  if (!inner || isDependent) {
    throw new Rejection(
      'invalidArgument',
      `Expected ${id} to be an element of ${scope.id} that can begin by itself, but it is not`,
      { scopeKey, elementId: id },
    );
  }
  return inner;
}

function existing(run: Run, key: Key): ElementInstance {
  const instance = run.view.elementInstance(key);
  if (!instance) {
    throw new Rejection(
      'notFound',
      `Expected element instance ${key} to run, but it does not`,
      { key },
    );
  }
  return instance;
}
