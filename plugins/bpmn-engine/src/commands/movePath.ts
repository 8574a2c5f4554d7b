import { Rejection, type MoveInstance } from '../command';
import { openScope } from '../execution/activate';
import { create } from '../execution/enter';
import { nodeOf, running, type Run } from '../execution/run';
import type { FlowNode } from '../model/graph';
import type { ElementInstance, Key } from '../state/state';

type Activation = MoveInstance['activate'][number];

/** Where an element is to be entered. */
export interface MovePath {
  readonly node: FlowNode;
  /** The innermost scope around it that runs and stays. */
  readonly scopeKey: Key;
  /** Scopes to enter in that one, outermost first. */
  readonly missing: readonly FlowNode[];
}

/**
 * Finds the scopes around an element: the one that is named, else the only one, else a new one. What is `leaving` is no scope to move
 * into. Throws a Rejection, having changed nothing.
 */
export function planPath(
  run: Run,
  activation: Activation,
  leaving: ReadonlySet<Key>,
): MovePath {
  const node = activated(run, activation);
  const around: FlowNode[] = [];
  for (let scope = node.parent; scope; scope = scope.parent) {
    around.unshift(scope);
  }
  let instance = startOfPath(run, around, { activation, leaving });
  const below = around.slice(around.indexOf(nodeOf(run, instance)) + 1);
  while (below.length > 0) {
    const found = inside(run, instance, {
      scope: below[0],
      activation,
      leaving,
    });
    if (!found) {
      break;
    }
    instance = found;
    below.shift();
  }
  rejectLoops(below, activation);
  return { node, scopeKey: open(instance, activation).key, missing: below };
}

/** Enters the scopes of a path that are missing and not opened yet by this command. Returns the innermost. */
export function openPath(
  run: Run,
  { scopeKey, missing }: MovePath,
  opened: Map<string, Key>,
): Key {
  let innermost = scopeKey;
  for (const scope of missing) {
    const name = `${innermost} ${scope.id}`;
    innermost = opened.get(name) ?? openMissing(run, scope, innermost);
    opened.set(name, innermost);
  }
  return innermost;
}

/** Nothing is entered in it by itself, not even when an incident of it is resolved: that is what its empty queue says. */
function openMissing(run: Run, scope: FlowNode, scopeKey: Key): Key {
  const key = create(run, scope, { scopeKey });
  run.emit({ type: 'elementsQueued', key, elementIds: [] });
  openScope(run, running(run, key));
  return key;
}

function activated(run: Run, { elementId }: Activation): FlowNode {
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
  return node;
}

function startOfPath(
  run: Run,
  around: readonly FlowNode[],
  {
    activation: { scopeKey, elementId },
    leaving,
  }: { activation: Activation; leaving: ReadonlySet<Key> },
): ElementInstance {
  if (scopeKey === undefined) {
    return running(run, run.view.instance()!.rootKey);
  }
  const named = run.view.elementInstance(scopeKey);
  if (!named || named.loop || !around.includes(nodeOf(run, named))) {
    throw new Rejection(
      'invalidArgument',
      `Expected element instance ${scopeKey} to be a scope around ${elementId}, but it is not`,
      { scopeKey, elementId },
    );
  }
  if (isLeaving(run, named, leaving)) {
    throw new Rejection(
      'invalidArgument',
      `Expected scope ${scopeKey} to go on, so that ${elementId} can be entered in it, but it is to be terminated. Name no scope, and a new one is entered`,
      { scopeKey, elementId },
    );
  }
  return named;
}

function isLeaving(
  run: Run,
  { key, scopeKey }: ElementInstance,
  leaving: ReadonlySet<Key>,
): boolean {
  return (
    leaving.has(key) ||
    (scopeKey !== 0 && isLeaving(run, running(run, scopeKey), leaving))
  );
}

/** The one instance of a scope in another one. */
function inside(
  run: Run,
  parent: ElementInstance,
  {
    scope,
    activation,
    leaving,
  }: { scope: FlowNode; activation: Activation; leaving: ReadonlySet<Key> },
): ElementInstance | undefined {
  const found = run.view
    .childrenOf(parent.key)
    .filter(
      ({ elementId, key }) => elementId === scope.id && !leaving.has(key),
    );
  if (found.length > 1 || found[0]?.loop) {
    throw severalScopes(scope, activation);
  }
  return found[0];
}

function rejectLoops(missing: readonly FlowNode[], activation: Activation) {
  const repeated = missing.find(({ loop }) => loop);
  if (repeated) {
    throw severalScopes(repeated, activation);
  }
}

function severalScopes(scope: FlowNode, { elementId }: Activation): Rejection {
  return new Rejection(
    'invalidArgument',
    `Expected one ${scope.id} to enter ${elementId} in, but there are several. Name the scope`,
    { elementId, scope: scope.id },
  );
}

/** A scope that has not begun, or is about to end, has no place for more. */
function open(
  scope: ElementInstance,
  { elementId }: Activation,
): ElementInstance {
  if (scope.lifecycle !== 'active') {
    throw new Rejection(
      'invalidState',
      `Expected ${scope.elementId} to be active, so that ${elementId} can be entered in it, but it is ${scope.lifecycle}. Resolve its incident or complete its listener first`,
      { scopeKey: scope.key, elementId },
    );
  }
  return scope;
}
