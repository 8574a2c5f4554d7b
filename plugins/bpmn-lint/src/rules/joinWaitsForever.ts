import {
  describeElement,
  eventDefinitionsOf,
  isOfType,
  scopeGraphsOf,
  type ModdleElement,
  type ScopeEdge,
  type ScopeGraph,
} from '../model';
import type { Finding, LintRule } from './rule';

/** What is drawn by hand stays far below; a graph that was made to be slow is not looked at. */
const MOST_STEPS = 2_000_000;

/**
 * Finds joins by proof, not by guess: two tokens can only meet if somewhere before the join one became two, and these went to the two
 * ways. Where no node before the join does that, the second token never comes.
 */
export const joinWaitsForever: LintRule = {
  name: 'join-waits-forever',
  title: 'All ways into a parallel join can be taken together',
  severity: 'error',
  why: 'A parallel gateway waits for a token on every way in (BPMN 2.0.2, 10.6.4). Behind a choice only one comes: every instance that gets there stops for good. Beginners draw it most often.',
  check: model =>
    scopeGraphsOf(model).flatMap(graph => {
      const reached = reachedFromStart(graph);
      return joinsOf(graph).flatMap(join =>
        findingAt(
          join,
          graph.into(join).filter(({ from }) => reached.has(from)),
          graph,
        ),
      );
    }),
};

function joinsOf(graph: ScopeGraph): readonly ModdleElement[] {
  const joins = graph.nodes.filter(
    node =>
      isOfType(node, 'bpmn:ParallelGateway') && graph.into(node).length > 1,
  );
  const pairs = joins.reduce(
    (sum, join) => sum + graph.into(join).length ** 2,
    0,
  );
  const stepsOfPair = graph.edges.reduce(
    (sum, { from }) => sum + graph.outOf(from).length,
    0,
  );
  return pairs * stepsOfPair > MOST_STEPS || graph.nodes.some(hasManyTokens)
    ? []
    : joins;
}

/** More than one token on one way: then anything can meet. */
function hasManyTokens({ completionQuantity }: ModdleElement) {
  return typeof completionQuantity === 'number' && completionQuantity !== 1;
}

function findingAt(
  join: ModdleElement,
  ways: readonly ScopeEdge[],
  graph: ScopeGraph,
): readonly Finding[] {
  const origins = ways.map(way => edgesBefore(way, join, graph));
  const apart = ways
    .flatMap((_, one) => ways.map((__, other) => [one, other] as const))
    .find(
      ([one, other]) =>
        one < other && !canMeet(origins[one], origins[other], graph),
    );
  return apart === undefined
    ? []
    : [problemAt(join, [ways[apart[0]], ways[apart[1]]])];
}

function problemAt(join: ModdleElement, ways: readonly ScopeEdge[]): Finding {
  const [one, other] = ways.map(({ from }) => describeElement(from));
  return {
    element: join,
    path: ['incoming'],
    parameters: { ways: ways.map(({ element }) => String(element.id ?? '')) },
    message: `Expected the ways into ${describeElement(
      join,
    )} to be taken together, but found that those from ${one} and ${other} are not: only one of them is taken, and it waits for the other for ever. Join a choice with an exclusive gateway.`,
  };
}

/** Edges from which a token can come by a way to the join, the way included, for the first time. */
function edgesBefore(
  way: ScopeEdge,
  join: ModdleElement,
  graph: ScopeGraph,
): ReadonlySet<ScopeEdge> {
  const found = new Set([way]);
  const waiting = [way];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const before of next.from === join ? [] : graph.into(next.from)) {
      if (!found.has(before)) {
        found.add(before);
        waiting.push(before);
      }
    }
  }
  return found;
}

type Edges = ReadonlySet<ScopeEdge>;

/** Whether tokens that go two ways can be of one origin: a node that gives both, or two beginnings of the scope. */
function canMeet(one: Edges, other: Edges, graph: ScopeGraph) {
  return (
    beginTogether(one, other, graph) ||
    Array.from(one).some(edge =>
      graph
        .outOf(edge.from)
        .some(beside => other.has(beside) && areTogether(edge, beside)),
    )
  );
}

function beginTogether(one: Edges, other: Edges, graph: ScopeGraph): boolean {
  const together = new Set(beginningsOf(graph).filter(beginsWithOthers));
  const [first, second] = [one, other].map(edges =>
    Array.from(edges, ({ from }) => from).filter(node => together.has(node)),
  );
  return (
    first.length > 0 &&
    second.length > 0 &&
    new Set([...first, ...second]).size > 1
  );
}

/** Whether one visit of a node can send a token along both of two edges. */
function areTogether(one: ScopeEdge, other: ScopeEdge): boolean {
  // It happens again and again, while its activity goes on.
  if (isNonInterrupting(one) || isNonInterrupting(other)) {
    return true;
  }
  return (
    one !== other &&
    one.kind === 'flow' &&
    other.kind === 'flow' &&
    !choosesOne(one.from)
  );
}

function isNonInterrupting({ kind, to }: ScopeEdge) {
  return kind === 'boundary' && to.cancelActivity === false;
}

function choosesOne(node: ModdleElement) {
  return (
    isOfType(node, 'bpmn:ExclusiveGateway') ||
    (isOfType(node, 'bpmn:EventBasedGateway') && node.instantiate !== true)
  );
}

/** What is entered first; without start event, whatever nothing leads to (BPMN 2.0.2, 10.5.2 and 13.2). */
function beginningsOf({ nodes, into }: ScopeGraph): readonly ModdleElement[] {
  const starts = nodes.filter(node => isOfType(node, 'bpmn:StartEvent'));
  return starts.length > 0
    ? [...starts, ...nodes.filter(({ instantiate }) => instantiate === true)]
    : nodes.filter(
        node => into(node).length === 0 && node.isForCompensation !== true,
      );
}

/** A trigger begins an instance alone; everything else that begins a scope begins it together. */
function beginsWithOthers(node: ModdleElement) {
  return (
    node.instantiate !== true &&
    (!isOfType(node, 'bpmn:StartEvent') ||
      eventDefinitionsOf(node).length === 0)
  );
}

function reachedFromStart(graph: ScopeGraph): ReadonlySet<ModdleElement> {
  const found = new Set(beginningsOf(graph));
  const waiting = Array.from(found);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const { to } of graph.outOf(next)) {
      if (!found.has(to)) {
        found.add(to);
        waiting.push(to);
      }
    }
  }
  return found;
}
