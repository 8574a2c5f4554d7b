import { Rejection, type MoveInstance } from '../command';
import { openScope } from '../execution/activate';
import { sayChildLeft } from '../execution/complete';
import { create, enter } from '../execution/enter';
import { nodeOf, running, type Run } from '../execution/run';
import { terminate } from '../execution/terminate';
import { setVariables } from '../execution/variables';
import type { FlowNode } from '../model/graph';
import type { ElementInstance, Key } from '../state/state';

type Activation = MoveInstance['activate'][number];

/**
 * Terminates here and activates there. What is to be activated is entered first, so that no scope completes in between; enclosing
 * scopes that do not run are entered too, without their start events.
 */
export function moveInstance(run: Run, command: MoveInstance): void {
  const terminated = command.terminate.map(key => terminable(run, key));
  const activated = command.activate.map(activation =>
    checked(run, activation),
  );
  for (const { node, activation } of activated) {
    const scopeKey = scopeFor(run, node, activation);
    setVariables(run, scopeKey, activation.variables ?? {});
    enter(run, node, { scopeKey });
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

interface Checked {
  readonly node: FlowNode;
  readonly activation: Activation;
}

function checked(run: Run, activation: Activation): Checked {
  const { elementId } = activation;
  const node = run.definition.nodes.get(elementId);
  if (!node?.parent) {
    throw new Rejection(
      'invalidArgument',
      `Expected ${elementId} to be an element of process ${run.definition.id}, but it is not`,
      { elementId },
    );
  }
  if (node.attachedTo || node.type === 'eventSubProcess') {
    throw new Rejection(
      'invalidArgument',
      `Expected an element that can be entered by itself, but ${elementId} is a ${node.type}. Activate what comes after it`,
      { elementId },
    );
  }
  return { node, activation };
}

/** The element instance that a node is to run in: the one that is named, else the only one, else a new one. */
function scopeFor(run: Run, node: FlowNode, activation: Activation): Key {
  const path: FlowNode[] = [];
  for (let scope = node.parent; scope; scope = scope.parent) {
    path.unshift(scope);
  }
  let instance = startOfPath(run, path, activation);
  for (const scope of path.slice(path.indexOf(nodeOf(run, instance)) + 1)) {
    instance = inside(run, instance, { scope, activation });
  }
  return instance.key;
}

function startOfPath(
  run: Run,
  path: readonly FlowNode[],
  { scopeKey, elementId }: Activation,
): ElementInstance {
  const root = running(run, run.view.instance()!.rootKey);
  if (scopeKey === undefined) {
    return root;
  }
  const named = run.view.elementInstance(scopeKey);
  if (!named || named.loop || !path.includes(nodeOf(run, named))) {
    throw new Rejection(
      'invalidArgument',
      `Expected element instance ${scopeKey} to be a scope around ${elementId}, but it is not`,
      { scopeKey, elementId },
    );
  }
  return named;
}

function inside(
  run: Run,
  parent: ElementInstance,
  { scope, activation }: { scope: FlowNode; activation: Activation },
): ElementInstance {
  const found = run.view
    .childrenOf(parent.key)
    .filter(({ elementId }) => elementId === scope.id);
  if (
    found.length > 1 ||
    found[0]?.loop ||
    (found.length === 0 && scope.loop)
  ) {
    throw new Rejection(
      'invalidArgument',
      `Expected one ${scope.id} to enter ${activation.elementId} in, but there are several. Name the scope`,
      { elementId: activation.elementId, scope: scope.id },
    );
  }
  if (found.length === 1) {
    return found[0];
  }
  const key = create(run, scope, { scopeKey: parent.key });
  openScope(run, running(run, key));
  return running(run, key);
}
