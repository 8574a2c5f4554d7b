import {
  describeElement,
  isOfType,
  type DanglingReference,
  type ModdleElement,
} from '../document';
import { every, type Finding, type StructureRule } from './rule';
import { isEventSubProcess, type Structure } from './structure';

const ENDS = [
  ['sourceRef', 'beginning'],
  ['targetRef', 'end'],
] as const;

const isMissing = (
  flow: ModdleElement,
  end: string,
  dangling: ReadonlySet<string>,
) => !flow[end] && !dangling.has(`${flow.id} ${end}`);

/** Reading has reported those already. */
const danglingEnds = (
  references: readonly DanglingReference[],
): ReadonlySet<string> =>
  new Set(
    references.map(({ element, property }) => `${element.id} ${property}`),
  );

function findEnds(
  { ofType }: Structure,
  say: (flow: ModdleElement, end: (typeof ENDS)[number]) => string | undefined,
): readonly Finding[] {
  return ofType('bpmn:SequenceFlow').flatMap(element =>
    ENDS.flatMap(end => {
      const message = say(element, end);
      return message ? [{ element, message, path: [end[0]] }] : [];
    }),
  );
}

const conditionOf = (flow: ModdleElement): string =>
  flow.conditionExpression?.body?.trim() ?? '';

/** Only activities and these choose by condition. */
const obeysConditions = (node: ModdleElement | undefined) =>
  isOfType(node, 'bpmn:Activity') ||
  isOfType(node, 'bpmn:ExclusiveGateway') ||
  isOfType(node, 'bpmn:InclusiveGateway') ||
  isOfType(node, 'bpmn:ComplexGateway');

const findDefaults = (
  structure: Structure,
  isWrong: (node: ModdleElement) => boolean,
  say: (node: ModdleElement) => string,
): readonly Finding[] =>
  structure
    .ofType('bpmn:FlowNode')
    .filter(node => node.default && isWrong(node))
    .map(element => ({ element, message: say(element), path: ['default'] }));

/** Rules on sequence flows. */
export const sequenceFlowRules: readonly StructureRule[] = [
  {
    id: 'sequence-flow-end-missing',
    severity: 'error',
    title: 'A sequence flow has a beginning and an end',
    source: 'BPMN 2.0.2, 8.4.13',
    check: structure => {
      const dangling = danglingEnds(structure.document.danglingReferences);
      return findEnds(structure, (flow, [end, name]) =>
        isMissing(flow, end, dangling)
          ? `Expected ${describeElement(
              flow,
            )} to have ${end}, but found none: connect its ${name}.`
          : undefined,
      );
    },
  },
  {
    id: 'sequence-flow-end',
    severity: 'error',
    title: 'A sequence flow connects events, activities and gateways',
    source: 'BPMN 2.0.2, 7, connection rules of sequence flows',
    check: structure =>
      findEnds(structure, (flow, [end, name]) =>
        flow[end] && !isOfType(flow[end], 'bpmn:FlowNode')
          ? `Expected an event, an activity or a gateway at the ${name} of ${describeElement(
              flow,
            )}, but found ${describeElement(
              flow[end],
            )}: connect it to another element, or make it an association.`
          : undefined,
      ),
  },
  {
    id: 'sequence-flow-scope',
    severity: 'error',
    title: 'A sequence flow stays in its process or sub-process',
    source: 'BPMN 2.0.2, 7, connection rules of sequence flows',
    check: structure =>
      findEnds(structure, (flow, [end, name]) =>
        isOfType(flow[end], 'bpmn:FlowNode') &&
        flow[end].$parent !== flow.$parent
          ? `Expected both ends of ${describeElement(
              flow,
            )} in one process or sub-process, but found ${describeElement(
              flow[end],
            )} outside as its ${name}: use a message flow between pools, and connect the sub-process itself otherwise.`
          : undefined,
      ),
  },
  {
    id: 'sequence-flow-event-sub-process',
    severity: 'error',
    title: 'No sequence flow reaches or leaves an event sub-process',
    source: 'BPMN 2.0.2, 10.3.5, event sub-process',
    check: structure =>
      findEnds(structure, (flow, [end]) =>
        isEventSubProcess(flow[end])
          ? `Expected no sequence flow at ${describeElement(
              flow[end],
            )}, which an event starts, but found ${describeElement(
              flow,
            )}: remove it, or make it a sub-process of the usual kind.`
          : undefined,
      ),
  },
  {
    id: 'sequence-flow-immediate',
    severity: 'warning',
    title: 'Nothing outside of the model happens along a sequence flow',
    source: 'BPMN 2.0.2, 8.4.13',
    check: every(
      'bpmn:SequenceFlow',
      flow => flow.isImmediate === false,
      flow =>
        `Expected ${describeElement(
          flow,
        )} to be immediate, as in every executable process, but found isImmediate="false": remove it, it has no effect.`,
    ),
  },
  {
    id: 'conditional-flow-alone',
    severity: 'warning',
    title: 'An activity that a conditional flow leaves has another way out',
    source: 'BPMN 2.0.2, 8.4.13',
    check: every(
      'bpmn:SequenceFlow',
      (flow, { outgoing }) =>
        conditionOf(flow) !== '' &&
        isOfType(flow.sourceRef, 'bpmn:Activity') &&
        outgoing(flow.sourceRef).length === 1,
      flow =>
        `Expected another way out of ${describeElement(
          flow.sourceRef,
        )} beside ${describeElement(
          flow,
        )}, but found none: the process stops there when the condition does not hold. Add a default flow, or remove the condition.`,
    ),
  },
  {
    id: 'condition-ignored',
    severity: 'warning',
    title: 'Conditions are where something chooses by them',
    source: 'BPMN 2.0.2, 8.4.13, and 10.6.4 and 10.6.6',
    check: every(
      'bpmn:SequenceFlow',
      flow =>
        conditionOf(flow) !== '' &&
        flow.sourceRef &&
        !obeysConditions(flow.sourceRef),
      flow =>
        `Expected no condition on ${describeElement(
          flow,
        )} out of ${describeElement(
          flow.sourceRef,
        )}, which takes every way, but found one: it has no effect. Remove it, or put an exclusive gateway there.`,
    ),
  },
  {
    id: 'condition-empty',
    severity: 'warning',
    title: 'A condition says something',
    source: 'BPMN 2.0.2, 8.4.13',
    check: every(
      'bpmn:SequenceFlow',
      flow => flow.conditionExpression && conditionOf(flow) === '',
      flow =>
        `Expected a condition on ${describeElement(
          flow,
        )}, but found an empty one: write it, or remove it.`,
    ),
  },
  {
    id: 'default-flow',
    severity: 'error',
    title: 'The default flow is a way out',
    source: 'BPMN 2.0.2, 8.4.13, and 10.6.2',
    check: structure =>
      findDefaults(
        structure,
        node => node.default.sourceRef !== node,
        node =>
          `Expected the default of ${describeElement(
            node,
          )} to be a sequence flow from it, but found ${describeElement(
            node.default,
          )}: choose one of its own.`,
      ),
  },
  {
    id: 'default-flow-condition',
    severity: 'warning',
    title: 'The default flow has no condition',
    source: 'BPMN 2.0.2, 8.4.13',
    check: structure =>
      findDefaults(
        structure,
        node => conditionOf(node.default) !== '',
        node =>
          `Expected no condition on ${describeElement(
            node.default,
          )}, the default of ${describeElement(
            node,
          )}, but found one: it has no effect. Remove it, or choose another default.`,
      ),
  },
];
