import { eventDefinitionsOf, isEventSubProcess } from './events';
import type { LintModel } from './lintModel';
import {
  elementOf,
  elementsOf,
  isOfType,
  textOf,
  type ModdleElement,
} from './moddleElement';

/** A way by which a token gets from one node to another. */
export interface ScopeEdge {
  readonly from: ModdleElement;
  readonly to: ModdleElement;
  /** `boundary`: from an activity to an event on it, which ends the activity or not; `link`: from one end of a link to the other. */
  readonly kind: 'flow' | 'boundary' | 'link';
  /** The sequence flow, or the event that the edge leads to. */
  readonly element: ModdleElement;
}

/** How tokens can move in one process or sub-process. */
export interface ScopeGraph {
  readonly scope: ModdleElement;
  readonly nodes: readonly ModdleElement[];
  readonly edges: readonly ScopeEdge[];
  readonly into: (node: ModdleElement) => readonly ScopeEdge[];
  readonly outOf: (node: ModdleElement) => readonly ScopeEdge[];
}

const NONE: readonly ScopeEdge[] = [];

/**
 * A graph for every process and sub-process in which sequence flows say what comes next; in an ad-hoc sub-process, people do.
 *
 * @param model of the document
 */
export function scopeGraphsOf({ ofType }: LintModel): readonly ScopeGraph[] {
  return [...ofType('bpmn:Process'), ...ofType('bpmn:SubProcess')]
    .filter(scope => !isOfType(scope, 'bpmn:AdHocSubProcess'))
    .map(scopeGraphOf);
}

function scopeGraphOf(scope: ModdleElement): ScopeGraph {
  const inside = elementsOf(scope, 'flowElements');
  const nodes = inside.filter(
    element =>
      isOfType(element, 'bpmn:FlowNode') && !isEventSubProcess(element),
  );
  const known = new Set(nodes);
  const edges = [
    ...inside.flatMap(flowEdge),
    ...nodes.flatMap(boundaryEdge),
    ...linkEdges(nodes),
  ].filter(({ from, to }) => known.has(from) && known.has(to));
  const into = groupBy(edges, ({ to }) => to);
  const outOf = groupBy(edges, ({ from }) => from);
  return {
    scope,
    nodes,
    edges,
    into: node => into.get(node) ?? NONE,
    outOf: node => outOf.get(node) ?? NONE,
  };
}

function flowEdge(element: ModdleElement): readonly ScopeEdge[] {
  const from = elementOf(element, 'sourceRef');
  const to = elementOf(element, 'targetRef');
  return isOfType(element, 'bpmn:SequenceFlow') && from && to
    ? [{ from, to, kind: 'flow', element }]
    : NONE;
}

function boundaryEdge(element: ModdleElement): readonly ScopeEdge[] {
  const from = elementOf(element, 'attachedToRef');
  return isOfType(element, 'bpmn:BoundaryEvent') && from
    ? [{ from, to: element, kind: 'boundary', element }]
    : NONE;
}

/** Links go together by name (BPMN 2.0.2, 10.5.5); two that catch by the same one are the matter of parsing. */
function linkEdges(nodes: readonly ModdleElement[]): readonly ScopeEdge[] {
  const ends = (type: string) =>
    nodes
      .filter(node => isOfType(node, type))
      .flatMap(node =>
        eventDefinitionsOf(node, 'bpmn:LinkEventDefinition').map(
          link => [textOf(link, 'name'), node] as const,
        ),
      );
  const targets = new Map(ends('bpmn:IntermediateCatchEvent'));
  return ends('bpmn:IntermediateThrowEvent').flatMap(([name, from]) => {
    const to = targets.get(name);
    return to ? [{ from, to, kind: 'link' as const, element: to }] : [];
  });
}

function groupBy(
  edges: readonly ScopeEdge[],
  keyOf: (edge: ScopeEdge) => ModdleElement,
): ReadonlyMap<ModdleElement, readonly ScopeEdge[]> {
  const groups = new Map<ModdleElement, ScopeEdge[]>();
  for (const edge of edges) {
    const group = groups.get(keyOf(edge)) ?? [];
    groups.set(keyOf(edge), group);
    group.push(edge);
  }
  return groups;
}
