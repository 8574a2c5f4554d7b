import type { FlowNode, ModelValue } from '../model/graph';
import type { Key } from '../state/state';
import { describeNode } from './describeNode';
import type { JoinState, JoinVisit } from './element';
import { enter } from './enter';
import { evaluatorFor } from './evaluate';
import { sayChildLeft } from './complete';
import { Failure } from './failure';
import { raiseIncident } from './incidents';
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
  const scopes = Array.from(run.touchedScopes).filter(key =>
    run.view.elementInstance(key),
  );
  run.touchedScopes.clear();
  const hasMoved = scopes.filter(key => settleScope(run, key)).length > 0;
  if (hasMoved) {
    scopes.forEach(key => run.touchedScopes.add(key));
  } else {
    scopes.forEach(key => reportDeadlock(run, key));
  }
  return hasMoved;
}

function settleScope(run: Run, scopeKey: Key): boolean {
  let hasMoved = false;
  for (const node of lookingJoins(run, scopeKey)) {
    hasMoved = tryJoin(run, node, { scopeKey, isSettled: true }) || hasMoved;
  }
  return hasMoved;
}

/** Joins of a scope that look at all of it, and have tokens or wait for late ones. */
function lookingJoins(run: Run, scopeKey: Key): readonly FlowNode[] {
  const { view, definition } = run;
  const ids = new Set([
    ...view.joinsWithTokens(scopeKey),
    ...view.activatedGateways(scopeKey).keys(),
  ]);
  return Array.from(ids, id => definition.nodes.get(id)!).filter(
    node => behaviourOf(run, node).looksAtScope,
  );
}

/** Tokens that wait for others, where nothing runs any more, wait for ever: somebody has to know. */
function reportDeadlock(run: Run, scopeKey: Key): void {
  const { view, definition } = run;
  const scope = running(run, scopeKey);
  const [joinId] = scope.children === 0 ? view.joinsWithTokens(scopeKey) : [];
  const join = joinId === undefined ? undefined : definition.nodes.get(joinId)!;
  if (join && !hasIncident(run, scopeKey, join)) {
    raiseIncident(run, scope, {
      kind: 'deadlock',
      elementId: join.id,
      message: `Expected another token to reach ${describeNode(
        join,
      )}, but nothing runs that could send one. Move the instance on, and mend the model`,
    });
  }
}

function incidentsAt(run: Run, scopeKey: Key, { id }: FlowNode) {
  return run.view
    .incidentsOf(scopeKey)
    .filter(({ elementId }) => elementId === id);
}

function hasIncident(run: Run, scopeKey: Key, join: FlowNode): boolean {
  return incidentsAt(run, scopeKey, join).length > 0;
}

/** Whether the condition of a join has failed; a deadlock may be over. */
function isStuck(run: Run, scopeKey: Key, join: FlowNode): boolean {
  return incidentsAt(run, scopeKey, join).some(
    ({ kind }) => kind !== 'deadlock',
  );
}

function enterJoin(
  run: Run,
  join: FlowNode,
  { scopeKey, flowIds }: { scopeKey: Key; flowIds: readonly string[] },
): void {
  for (const { key } of incidentsAt(run, scopeKey, join)) {
    run.emit({
      type: 'incidentResolved',
      incidentKey: key,
      elementInstanceKey: scopeKey,
    });
  }
  enter(run, join, { scopeKey, flowIds });
}

interface Attempted {
  readonly scopeKey: Key;
  readonly isSettled: boolean;
}

/** A join whose condition has failed is left alone until that is resolved. */
function tryJoin(
  run: Run,
  node: FlowNode,
  { scopeKey, isSettled }: Attempted,
): boolean {
  const tokens = run.view.tokensAt(scopeKey, node.id);
  const used = run.view.activatedGateways(scopeKey).get(node.id);
  if ((tokens.size === 0 && !used) || isStuck(run, scopeKey, node)) {
    return false;
  }
  const waiting: Waiting = { scopeKey, tokens, used };
  let state: JoinState = 'wait';
  try {
    state = decide(run, joinVisit(run, node, waiting), isSettled);
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    const { kind, message } = error;
    const elementId = node.id;
    raiseIncident(run, running(run, scopeKey), { kind, message, elementId });
  }
  return act(run, node, { ...waiting, state });
}

/** What waits at a join. */
interface Waiting {
  readonly scopeKey: Key;
  readonly tokens: ReadonlyMap<string, number>;
  /** Flows whose tokens have activated it; only the others are waited for. */
  readonly used?: readonly string[];
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
  { scopeKey, tokens, used, state }: Waiting & { readonly state: JoinState },
): boolean {
  const { id } = node;
  const flowIds =
    node.startQuantity > 1 && node.isActivity
      ? flatten(tokens).slice(0, node.startQuantity)
      : Array.from(tokens.keys());
  switch (state) {
    case 'wait':
      return false;
    case 'reset': {
      const late = flowIds.filter(flowId => !used!.includes(flowId));
      if (late.length > 0) {
        run.emit({
          type: 'tokensConsumed',
          scopeKey,
          joinId: id,
          flowIds: late,
        });
      }
      run.emit({ type: 'gatewayReset', scopeKey, elementId: id });
      sayChildLeft(run, scopeKey);
      return true;
    }
    case 'enter':
      enterJoin(run, node, { scopeKey, flowIds });
      return true;
    case 'enterAndWaitForReset':
      enterJoin(run, node, { scopeKey, flowIds });
      if (flowIds.length < node.incoming.length) {
        run.emit({
          type: 'gatewayReset',
          scopeKey,
          elementId: id,
          usedFlowIds: flowIds,
        });
      }
      return true;
    default:
      throw new Error(`Unknown state of a join: ${state satisfies never}`);
  }
}

function joinVisit(run: Run, node: FlowNode, waiting: Waiting): JoinVisit {
  const { scopeKey, tokens, used } = waiting;
  const extras = { activationCount: total(tokens) };
  return Object.assign(evaluatorFor(run, scopeKey), {
    node,
    tokens,
    isActivated: used !== undefined,
    expectsMoreTokens: () => expectsMoreTokens(run, node, waiting),
    activation: (condition: ModelValue) =>
      evaluatorFor(run, scopeKey, { extras }).boolean(condition),
  });
}

/**
 * Whether a token elsewhere in the scope can reach an incoming flow that has none, but none that has one (BPMN 2.0.2 13.4.3). A flow
 * whose token has activated a complex gateway counts as having one (13.4.5).
 */
function expectsMoreTokens(
  run: Run,
  join: FlowNode,
  { scopeKey, tokens, used = [] }: Waiting,
): boolean {
  const ways = waysTo(join);
  const isFilled = (id: string) => tokens.has(id) || used.includes(id);
  const reaches = (node: FlowNode, isEmpty: boolean) =>
    join.incoming.some(
      ({ id }) => isFilled(id) !== isEmpty && ways.get(id)!.has(node),
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
