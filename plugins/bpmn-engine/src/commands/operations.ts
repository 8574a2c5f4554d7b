import {
  Rejection,
  type ActivateElements,
  type ResolveIncident,
  type SetVariables,
} from '../command';
import { enter } from '../execution/enter';
import { nodeOf, running, type Run } from '../execution/run';
import { terminate } from '../execution/terminate';
import { setVariables as setScopeVariables } from '../execution/variables';
import { openWait } from '../execution/waits';
import type { ElementInstance, Incident, Key } from '../state/state';
import { again } from './waits';

const DEFAULT_RETRIES = 3;
/** Somebody sets variables of a scope. */
export function setVariables(
  run: Run,
  { scopeKey, variables }: SetVariables,
): void {
  const key = scopeKey ?? run.view.instance()!.rootKey;
  existing(run, key);
  setScopeVariables(run, key, variables);
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
  const instance = running(run, incident.elementInstanceKey);
  run.emit({
    type: 'incidentResolved',
    incidentKey,
    elementInstanceKey: instance.key,
  });
  if (incident.job) {
    openWait(run, instance, {
      ...again(incident.job),
      retries: command.retries ?? DEFAULT_RETRIES,
    });
  } else {
    tryAgain(run, instance, incident);
  }
}

/** An element that was to be entered, or left, is entered or left again; a scope looks again at what it holds. */
function tryAgain(
  run: Run,
  { key, lifecycle, loop }: ElementInstance,
  { errorCode }: Incident,
): void {
  if (lifecycle === 'completing') {
    run.work.push({ type: 'complete', key });
  } else if (lifecycle === 'activating') {
    run.work.push({ type: 'activate', key });
  } else if (errorCode !== undefined) {
    run.work.push({ type: 'perform', key });
  } else if (loop) {
    run.work.push({ type: 'iterate', key });
  } else {
    const names = run.view
      .waitsOf(key)
      .filter(({ kind }) => kind === 'condition')
      .map(wait => wait.key);
    run.freshConditions.push(...names);
    run.touchedScopes.add(key);
    retryJoins(run, key);
    run.work.push({ type: 'childLeft', key });
  }
}

function retryJoins(run: Run, scopeKey: Key): void {
  for (const joinId of run.view.joinsWithTokens(scopeKey)) {
    const [flowId] = run.view.tokensAt(scopeKey, joinId).keys();
    run.work.push({
      type: 'take',
      flow: run.definition.flows.get(flowId)!,
      scopeKey,
    });
  }
}

/** Ends the instance and everything in it. */
export function cancelInstance(run: Run): void {
  const { rootKey } = run.view.instance()!;
  terminate(run, running(run, rootKey));
  run.emit({ type: 'instanceEnded', state: 'terminated' });
}

/** Enters activities of a running ad-hoc sub-process. */
export function activateElements(
  run: Run,
  { scopeKey, elementIds, variables }: ActivateElements,
): void {
  const scope = existing(run, scopeKey);
  const node = nodeOf(run, scope);
  if (node.type !== 'adHocSubProcess' || scope.loop) {
    throw new Rejection(
      'invalidArgument',
      `Expected ${scopeKey} to be an ad-hoc sub-process, but it is ${node.id}, a ${node.type}`,
      { scopeKey },
    );
  }
  const nodes = elementIds.map(id => {
    const inner = node.content!.nodes.find(candidate => candidate.id === id);
    if (!inner) {
      throw new Rejection(
        'invalidArgument',
        `Expected ${id} to be an element of ${node.id}, but it is not`,
        { scopeKey, elementId: id },
      );
    }
    return inner;
  });
  setScopeVariables(run, scopeKey, variables ?? {});
  for (const inner of nodes) {
    enter(run, inner, { scopeKey });
  }
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
