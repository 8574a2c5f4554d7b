import { describeElement, isOfType, type ModdleElement } from '../document';
import { every, type Finding, type StructureRule } from './rule';
import {
  insideOf,
  isEventSubProcess,
  isLink,
  type Structure,
} from './structure';

const isIntermediate = (node: ModdleElement) =>
  isOfType(node, 'bpmn:IntermediateCatchEvent') ||
  isOfType(node, 'bpmn:IntermediateThrowEvent');

/** Not reached or left by sequence flows, or with a rule of its own. */
const isElsewhere = (node: ModdleElement) =>
  isOfType(node, 'bpmn:BoundaryEvent') ||
  isIntermediate(node) ||
  isEventSubProcess(node) ||
  node.isForCompensation === true ||
  isOfType(node.$parent, 'bpmn:AdHocSubProcess');

const has = (container: ModdleElement | undefined, type: string) =>
  container !== undefined && insideOf(container, type).length > 0;

/** Scopes that begin with their start events and end with their end events. */
const ordinaryScopes = ({ ofType }: Structure) =>
  ofType('bpmn:FlowElementsContainer').filter(
    scope =>
      !isOfType(scope, 'bpmn:AdHocSubProcess') && !isEventSubProcess(scope),
  );

function findLoose(
  { ofType, incoming, outgoing }: Structure,
  side: 'incoming' | 'outgoing',
): readonly Finding[] {
  const [flows, type, verb] =
    side === 'incoming'
      ? ([incoming, 'bpmn:StartEvent', 'leads to'] as const)
      : ([outgoing, 'bpmn:EndEvent', 'leaves'] as const);
  const scopes = new Set(
    ofType('bpmn:FlowElementsContainer').filter(scope => has(scope, type)),
  );
  return ofType('bpmn:FlowNode')
    .filter(
      node =>
        node.$parent !== undefined &&
        scopes.has(node.$parent) &&
        !isOfType(node, type) &&
        !isElsewhere(node) &&
        node.instantiate !== true &&
        flows(node).length === 0,
    )
    .map(element => ({
      element,
      message: `Expected a sequence flow that ${verb} ${describeElement(
        element,
      )}, but found none${
        side === 'incoming'
          ? ': connect it to what comes before it, or remove it.'
          : ': connect it to what comes behind it, or to an end event.'
      }`,
    }));
}

const listed = (node: ModdleElement): readonly ModdleElement[] => [
  ...(node.incoming ?? []),
  ...(node.outgoing ?? []),
];

/** Whether what a node lists are the flows that name it. Documents that list nothing at all are fine. */
function findLists({
  ofType,
  incoming,
  outgoing,
}: Structure): readonly Finding[] {
  const nodes = ofType('bpmn:FlowNode');
  if (!nodes.some(node => listed(node).length > 0)) {
    return [];
  }
  return nodes
    .filter(
      node =>
        !isSame(node.incoming, incoming(node)) ||
        !isSame(node.outgoing, outgoing(node)),
    )
    .map(element => ({
      element,
      message: `Expected ${describeElement(
        element,
      )} to list the sequence flows that name it, but found other ones: the flows count. Save the process in a modeler to correct the lists.`,
    }));
}

function isSame(
  list: readonly ModdleElement[] | undefined,
  flows: readonly ModdleElement[],
): boolean {
  const names = new Set(list);
  return names.size === flows.length && flows.every(flow => names.has(flow));
}

/** Rules on how the elements of a scope hang together. */
export const connectionRules: readonly StructureRule[] = [
  {
    id: 'start-event-incoming',
    severity: 'error',
    title: 'No sequence flow leads to a start event',
    source: 'BPMN 2.0.2, 10.5.2, sequence flow connections',
    check: every(
      'bpmn:StartEvent',
      (event, { incoming }) => incoming(event).length > 0,
      event =>
        `Expected no sequence flow to ${describeElement(
          event,
        )}, but found one: lead it to what comes behind the start.`,
    ),
  },
  {
    id: 'end-event-outgoing',
    severity: 'error',
    title: 'No sequence flow leaves an end event',
    source: 'BPMN 2.0.2, 10.5.3, sequence flow connections',
    check: every(
      'bpmn:EndEvent',
      (event, { outgoing }) => outgoing(event).length > 0,
      event =>
        `Expected no sequence flow from ${describeElement(
          event,
        )}, but found one: make it an intermediate event, or remove the flow.`,
    ),
  },
  {
    id: 'intermediate-event-incoming',
    severity: 'warning',
    title: 'A sequence flow leads to an intermediate event',
    source: 'BPMN 2.0.2, 10.5.4, sequence flow connections',
    check: every(
      'bpmn:FlowNode',
      (node, { incoming }) =>
        isIntermediate(node) &&
        !(isOfType(node, 'bpmn:CatchEvent') && isLink(node)) &&
        incoming(node).length === 0,
      event =>
        `Expected a sequence flow to ${describeElement(
          event,
        )}, but found none: it is never reached. Connect it, or remove it.`,
    ),
  },
  {
    id: 'intermediate-event-outgoing',
    severity: 'warning',
    title: 'A sequence flow leaves an intermediate event',
    source: 'BPMN 2.0.2, 10.5.4, sequence flow connections',
    check: every(
      'bpmn:FlowNode',
      (node, { outgoing }) =>
        isIntermediate(node) &&
        !(isOfType(node, 'bpmn:ThrowEvent') && isLink(node)) &&
        outgoing(node).length === 0,
      event =>
        `Expected a sequence flow from ${describeElement(
          event,
        )}, but found none: its path ends there. Connect it, or make it an end event.`,
    ),
  },
  {
    id: 'node-incoming',
    severity: 'warning',
    title:
      'Where there is a start event, a sequence flow leads to every element',
    source: 'BPMN 2.0.2, 10.5.2',
    check: structure => findLoose(structure, 'incoming'),
  },
  {
    id: 'node-outgoing',
    severity: 'warning',
    title: 'Where there is an end event, a sequence flow leaves every element',
    source: 'BPMN 2.0.2, 10.5.3',
    check: structure => findLoose(structure, 'outgoing'),
  },
  {
    id: 'start-event-missing',
    severity: 'warning',
    title: 'What ends with an end event begins with a start event',
    source: 'BPMN 2.0.2, 10.5.2',
    check: structure =>
      ordinaryScopes(structure)
        .filter(
          scope =>
            has(scope, 'bpmn:EndEvent') &&
            !has(scope, 'bpmn:StartEvent') &&
            !insideOf(scope, 'bpmn:FlowNode').some(
              ({ instantiate }) => instantiate === true,
            ),
        )
        .map(element => ({
          element,
          message: `Expected a start event in ${describeElement(
            element,
          )}, which has an end event, but found none: add one. Everything without incoming sequence flow starts at once.`,
        })),
  },
  {
    id: 'end-event-missing',
    severity: 'warning',
    title: 'What begins with a start event ends with an end event',
    source: 'BPMN 2.0.2, 10.5.3',
    check: structure =>
      ordinaryScopes(structure)
        .filter(
          scope =>
            has(scope, 'bpmn:StartEvent') && !has(scope, 'bpmn:EndEvent'),
        )
        .map(element => ({
          element,
          message: `Expected an end event in ${describeElement(
            element,
          )}, which has a start event, but found none: add one behind every last element.`,
        })),
  },
  {
    id: 'sequence-flow-lists',
    severity: 'warning',
    title: 'Elements list the sequence flows that name them',
    source: 'BPMN 2.0.2, 8.4.13',
    check: findLists,
  },
];
