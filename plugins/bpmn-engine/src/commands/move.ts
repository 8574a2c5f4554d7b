import { Rejection, type MoveInstance } from '../command';
import { sayChildLeft } from '../execution/complete';
import { enter } from '../execution/enter';
import { running, type Run } from '../execution/run';
import { terminate } from '../execution/terminate';
import { rejectWithoutRoom } from '../execution/room';
import { putVariables } from '../execution/variables';
import type { ElementInstance, Key } from '../state/state';
import { openPath, planPath } from './movePath';

/**
 * Terminates here and activates there. All is checked before the first thing happens. What is to be activated is entered first, so that
 * no scope completes in between; enclosing scopes that do not run, or are about to be terminated, are entered too, without their start
 * events.
 */
export function moveInstance(run: Run, command: MoveInstance): void {
  const terminated = command.terminate.map(key => terminable(run, key));
  const leaving = new Set(terminated.map(({ key }) => key));
  const planned = command.activate.map(activation => ({
    path: planPath(run, activation, leaving),
    variables: activation.variables ?? {},
  }));
  rejectWithoutRoom(
    run,
    planned.map(({ path: { scopeKey, missing }, variables }) => ({
      scopeKey: missing.length > 0 ? undefined : scopeKey,
      variables,
    })),
  );
  const opened = new Map<string, Key>();
  for (const { path, variables } of planned) {
    const scopeKey = openPath(run, path, opened);
    putVariables(run, { scopeKey, variables });
    enter(run, path.node, { scopeKey });
  }
  for (const { key, scopeKey } of terminated) {
    const instance = run.view.elementInstance(key);
    if (instance) {
      terminate(run, instance);
      terminateEmpty(run, scopeKey);
    }
  }
}

/** A scope that has lost its last element ends with it: it has not completed. */
function terminateEmpty(run: Run, scopeKey: Key): void {
  const scope = running(run, scopeKey);
  run.touchedScopes.add(scopeKey);
  if (scope.loop) {
    sayChildLeft(run, scopeKey);
    return;
  }
  if (scope.children > 0 || scope.tokens > 0) {
    return;
  }
  terminate(run, scope);
  if (scope.scopeKey === 0) {
    run.emit({ type: 'instanceEnded', state: 'terminated' });
  } else {
    terminateEmpty(run, scope.scopeKey);
  }
}

function terminable(run: Run, key: Key): ElementInstance {
  const instance = run.view.elementInstance(key);
  if (!instance) {
    throw new Rejection(
      'notFound',
      `Expected element instance ${key} to run, but it does not`,
      { key },
    );
  }
  if (instance.scopeKey === 0) {
    throw new Rejection(
      'invalidArgument',
      'Expected an element of the process to be terminated, but it is the process itself: cancel the instance instead',
      { key },
    );
  }
  return instance;
}
