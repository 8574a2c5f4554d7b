import type { FlowNode } from './graph';

/** For each incoming flow of a join, the nodes from which a token can come by it without passing the join. */
export type Ways = ReadonlyMap<string, ReadonlySet<FlowNode>>;

const known = new WeakMap<FlowNode, Ways>();

/**
 * Ways to a join, found once per definition. A token also gets on by boundary events and links (BPMN 2.0.2 13.4.3).
 */
export function waysTo(join: FlowNode): Ways {
  let ways = known.get(join);
  if (!ways) {
    ways = new Map(
      join.incoming.map(flow => [flow.id, cameFrom(flow.source, join)]),
    );
    known.set(join, ways);
  }
  return ways;
}

function cameFrom(start: FlowNode, join: FlowNode): ReadonlySet<FlowNode> {
  const found = new Set<FlowNode>();
  const open = [start];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node !== join && !found.has(node)) {
      found.add(node);
      open.push(...predecessors(node));
    }
  }
  return found;
}

function predecessors(node: FlowNode): readonly FlowNode[] {
  const sources = node.incoming.map(({ source }) => source);
  if (node.attachedTo) {
    sources.push(node.attachedTo);
  }
  if (node.type === 'intermediateCatchEvent') {
    sources.push(...linkedThrowEvents(node));
  }
  return sources;
}

/** Throw events that go on at a link catch event. */
function linkedThrowEvents(target: FlowNode): readonly FlowNode[] {
  const name = linkName(target);
  return name === undefined
    ? []
    : (target.parent?.content?.nodes ?? []).filter(
        node =>
          node.type === 'intermediateThrowEvent' && linkName(node) === name,
      );
}

/** Name of the link that an event throws or catches. */
export function linkName({ events }: FlowNode): string | undefined {
  const link = events.find(({ type }) => type === 'link');
  return (link?.data as { readonly name: string } | undefined)?.name;
}
