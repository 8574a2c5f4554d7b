import type { FlowNode } from '../model/graph';
import type { Key } from '../state/state';
import type { JoinState, JoinVisit } from './element';
import { enter } from './enter';
import { evaluatorFor } from './evaluate';
import { attempt } from './incidents';
import { behaviourOf, running, type Run } from './run';
import { waysTo } from '../model/reachability';

/** A token has come to a join: enters it if that is enough. */
export function arriveAtJoin(run: Run, node: FlowNode, scopeKey: Key): void {
  while (tryJoin(run, node, { scopeKey, isSettled: false })) {
    // More tokens than one activation needs may wait, e.g. after a resolved incident.
  }
}

/**
 * Nothing moves any more: joins that look at their whole scope can decide now. Returns whether one did.
 */
export function settleJoins(run: Run): boolean {
  const scopes = Array.from(run.touchedScopes);
  run.touchedScopes.clear();
  let hasMoved = false;
  for (const scopeKey of scopes) {
    if (!run.view.elementInstance(scopeKey)) {
      continue;
    }
    for (const joinId of run.view.joinsWithTokens(scopeKey)) {
      const node = run.definition.nodes.get(joinId)!;
      if (behaviourOf(run, node).looksAtScope) {
        hasMoved =
          tryJoin(run, node, { scopeKey, isSettled: true }) || hasMoved;
      }
    }
  }
  return hasMoved;
}

function tryJoin(
  run: Run,
  node: FlowNode,
  { scopeKey, isSettled }: { scopeKey: Key; isSettled: boolean },
): boolean {
  const tokens = run.view.tokensAt(scopeKey, node.id);
  if (tokens.size === 0) {
    return false;
  }
  const visit = joinVisit(run, node, { scopeKey, tokens });
  let state: JoinState = 'wait';
  const isDecided = attempt(run, running(run, scopeKey), () => {
    state = decide(run, visit, isSettled);
  });
  return isDecided && act(run, node, { scopeKey, tokens, state });
}

function decide(run: Run, visit: JoinVisit, isSettled: boolean): JoinState {
  const { isReady } = behaviourOf(run, visit.node);
  if (isReady) {
    return isReady(visit, isSettled);
  }
  return total(visit.tokens) >= visit.node.startQuantity ? 'enter' : 'wait';
}

function act(
  run: Run,
  node: FlowNode,
  {
    scopeKey,
    tokens,
    state,
  }: { scopeKey: Key; tokens: ReadonlyMap<string, number>; state: JoinState },
): boolean {
  const flowIds =
    node.startQuantity > 1 && node.isActivity
      ? flatten(tokens).slice(0, node.startQuantity)
      : Array.from(tokens.keys());
  switch (state) {
    case 'wait':
      return false;
    case 'reset':
      run.emit({ type: 'tokensConsumed', scopeKey, joinId: node.id, flowIds });
      run.emit({
        type: 'gatewayReset',
        scopeKey,
        elementId: node.id,
        waiting: false,
      });
      return true;
    case 'enter':
      enter(run, node, { scopeKey, flowIds });
      return true;
    case 'enterAndWaitForReset':
      enter(run, node, { scopeKey, flowIds });
      run.emit({
        type: 'gatewayReset',
        scopeKey,
        elementId: node.id,
        waiting: true,
      });
      return true;
    default:
      throw new Error(`Unknown state of a join: ${state satisfies never}`);
  }
}

function joinVisit(
  run: Run,
  node: FlowNode,
  { scopeKey, tokens }: { scopeKey: Key; tokens: ReadonlyMap<string, number> },
): JoinVisit {
  return {
    ...evaluatorFor(run, scopeKey),
    node,
    tokens,
    isWaitingForReset: run.view.isWaitingForReset(scopeKey, node.id),
    expectsMoreTokens: () => expectsMoreTokens(run, node, scopeKey),
    activation: condition =>
      evaluatorFor(run, scopeKey, {
        activationCount: total(tokens),
      }).boolean(condition, `activation condition of ${node.id}`),
  };
}

/**
 * Whether a token elsewhere in the scope can reach an incoming flow that has none, but none that has one (BPMN 2.0.2 13.4.3).
 */
function expectsMoreTokens(run: Run, join: FlowNode, scopeKey: Key): boolean {
  const tokens = run.view.tokensAt(scopeKey, join.id);
  const ways = waysTo(join);
  const reaches = (node: FlowNode, isEmpty: boolean) =>
    join.incoming.some(
      ({ id }) => tokens.has(id) !== isEmpty && ways.get(id)!.has(node),
    );
  return tokenPlaces(run, join, scopeKey).some(
    node => reaches(node, true) && !reaches(node, false),
  );
}

/** Nodes of a scope that have a token: they run, or tokens wait at them. */
function tokenPlaces(
  run: Run,
  join: FlowNode,
  scopeKey: Key,
): readonly FlowNode[] {
  const { view, definition } = run;
  const ids = new Set([
    ...view.childrenOf(scopeKey).map(({ elementId }) => elementId),
    ...view.joinsWithTokens(scopeKey),
  ]);
  ids.delete(join.id);
  return Array.from(ids, id => definition.nodes.get(id)!);
}

function total(tokens: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of tokens.values()) {
    sum += count;
  }
  return sum;
}

function flatten(tokens: ReadonlyMap<string, number>): readonly string[] {
  return Array.from(tokens).flatMap(([flowId, count]) =>
    Array<string>(count).fill(flowId),
  );
}
