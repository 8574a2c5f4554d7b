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
 * Follows only what is certain: it stops at choices, joins and interrupting events. So what it finds does run twice, unless the author
 * ends the other way in time.
 */
export const parallelWaysMeet: LintRule = {
  name: 'parallel-ways-meet',
  title: 'Parallel ways are joined before they go on together',
  severity: 'warning',
  why: 'An activity or exclusive gateway does not wait for the other way (BPMN 2.0.2, 10.6.2 and 13.3.2): everything behind it runs once per way, so people get two tasks and two mails (bpmnlint, fake-join).',
  check: model =>
    scopeGraphsOf(model).flatMap(graph => {
      const busy = nodesWithDeeds(graph);
      const found = splitsOf(graph)
        .flatMap(split => findingsBehind(split, graph))
        .filter(({ element }) => busy.has(element));
      const once = new Map(found.map(finding => [finding.element, finding]));
      return Array.from(once.values());
    }),
};

function splitsOf(graph: ScopeGraph): readonly ModdleElement[] {
  const splits = graph.nodes.filter(node => waysFrom(node, graph).length > 1);
  const ways = splits.reduce(
    (sum, split) => sum + graph.outOf(split).length,
    0,
  );
  return ways * graph.edges.length > MOST_STEPS ? [] : splits;
}

/** Ways that a token takes together with the others: all of them, for sure or while the activity goes on. */
function waysFrom(
  node: ModdleElement,
  graph: ScopeGraph,
): readonly ScopeEdge[] {
  const isGateway = isOfType(node, 'bpmn:Gateway');
  return isGateway && !isOfType(node, 'bpmn:ParallelGateway')
    ? []
    : graph
        .outOf(node)
        .filter(edge =>
          edge.kind === 'boundary'
            ? edge.to.cancelActivity === false
            : isGateway || isUnconditional(edge),
        );
}

function isUnconditional({ element, from }: ScopeEdge) {
  return element.conditionExpression === undefined && from.default !== element;
}

function findingsBehind(
  split: ModdleElement,
  graph: ScopeGraph,
): readonly Finding[] {
  const reachedBy = new Map<ModdleElement, Set<ScopeEdge>>();
  for (const way of waysFrom(split, graph)) {
    for (const node of reachedAlong(way, split, graph)) {
      const ways = reachedBy.get(node) ?? new Set();
      reachedBy.set(node, ways.add(way));
    }
  }
  const isShared = (node: ModdleElement) =>
    (reachedBy.get(node)?.size ?? 0) > 1;
  return Array.from(reachedBy.keys())
    .filter(
      node =>
        isShared(node) &&
        !graph.into(node).every(({ from }) => isShared(from)) &&
        !isOfType(node, 'bpmn:EndEvent'),
    )
    .map(element => ({
      element,
      path: ['incoming'],
      parameters: { split: String(split.id ?? '') },
      message: `Expected the parallel ways from ${describeElement(
        split,
      )} to be joined before ${describeElement(
        element,
      )}, but found that each of them goes on there alone: all that comes behind it runs once per way. Join them with a parallel gateway.`,
    }));
}

/** Nodes that a token certainly gets to on its way, up to the next choice or join. */
function reachedAlong(
  way: ScopeEdge,
  split: ModdleElement,
  graph: ScopeGraph,
): ReadonlySet<ModdleElement> {
  const found = new Set<ModdleElement>();
  const waiting = [way.to];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next !== split && !found.has(next) && !joins(next, graph)) {
      found.add(next);
      waiting.push(...certainlyAfter(next, graph));
    }
  }
  return found;
}

/** A gateway that joins, or an activity that takes several tokens at once. */
function joins(node: ModdleElement, { into }: ScopeGraph) {
  return (
    into(node).length > 1 &&
    (isOfType(node, 'bpmn:ParallelGateway') ||
      isOfType(node, 'bpmn:InclusiveGateway') ||
      isOfType(node, 'bpmn:ComplexGateway') ||
      Number(node.startQuantity) > 1)
  );
}

function certainlyAfter(
  node: ModdleElement,
  graph: ScopeGraph,
): readonly ModdleElement[] {
  const edges = graph.outOf(node).filter(({ kind }) => kind !== 'boundary');
  const isChoice =
    isOfType(node, 'bpmn:Gateway') &&
    !isOfType(node, 'bpmn:ParallelGateway') &&
    edges.length > 1;
  return isChoice ? [] : edges.filter(isUnconditional).map(({ to }) => to);
}

/** Nodes behind which something is done: two ways that only end at the same place do no harm. */
function nodesWithDeeds({
  nodes,
  into,
}: ScopeGraph): ReadonlySet<ModdleElement> {
  const found = new Set(nodes.filter(isDeed));
  const waiting = Array.from(found);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const { from } of into(next)) {
      if (!found.has(from)) {
        found.add(from);
        waiting.push(from);
      }
    }
  }
  return found;
}

function isDeed(node: ModdleElement) {
  return (
    isOfType(node, 'bpmn:Activity') ||
    eventDefinitionsOf(node).some(
      definition =>
        !isOfType(definition, 'bpmn:TerminateEventDefinition') &&
        !isOfType(definition, 'bpmn:LinkEventDefinition'),
    )
  );
}
