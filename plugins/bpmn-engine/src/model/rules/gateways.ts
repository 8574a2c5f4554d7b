import { describeElement, isOfType, type ModdleElement } from '../document';
import { every, type StructureRule } from './rule';
import type { Structure } from './structure';

interface Count {
  readonly ins: number;
  readonly outs: number;
}

/** What a declared direction promises of the number of sequence flows. */
const DIRECTIONS: Readonly<Record<string, (count: Count) => boolean>> = {
  Converging: ({ ins, outs }) => ins > 1 && outs <= 1,
  Diverging: ({ ins, outs }) => ins <= 1 && outs > 1,
  Mixed: ({ ins, outs }) => ins > 1 && outs > 1,
};

const countOf = (
  gateway: ModdleElement,
  { incoming, outgoing }: Structure,
): Count => ({ ins: incoming(gateway).length, outs: outgoing(gateway).length });

/** A gateway that does not split or join is the other rule's business. */
const breaksDirection = (gateway: ModdleElement, structure: Structure) => {
  const count = countOf(gateway, structure);
  const keeps = DIRECTIONS[gateway.gatewayDirection] ?? (() => true);
  return (count.ins > 1 || count.outs > 1) && !keeps(count);
};

const choosesByCondition = (gateway: ModdleElement) =>
  isOfType(gateway, 'bpmn:ExclusiveGateway') ||
  isOfType(gateway, 'bpmn:InclusiveGateway');

/** Rules on gateways; those that wait for events have a family of their own. */
export const gatewayRules: readonly StructureRule[] = [
  {
    id: 'gateway-direction',
    severity: 'warning',
    title: 'A gateway has the sequence flows that its direction promises',
    source: 'BPMN 2.0.2, 10.6.1',
    check: every('bpmn:Gateway', breaksDirection, (gateway, structure) => {
      const { ins, outs } = countOf(gateway, structure);
      return `Expected sequence flows that fit the direction ${
        gateway.gatewayDirection
      } of ${describeElement(
        gateway,
      )}, but found ${ins} to it and ${outs} from it: correct the direction or the flows. What the flows say is executed.`;
    }),
  },
  {
    id: 'gateway-pointless',
    severity: 'warning',
    title: 'A gateway splits or joins',
    source: 'BPMN 2.0.2, 10.6.1',
    check: every(
      'bpmn:Gateway',
      (gateway, structure) => {
        const { ins, outs } = countOf(gateway, structure);
        return ins < 2 && outs < 2;
      },
      gateway =>
        `Expected several sequence flows to or from ${describeElement(
          gateway,
        )}, but found one at most: it does nothing. Remove it, or connect it.`,
    ),
  },
  {
    id: 'gateway-condition-missing',
    severity: 'warning',
    title: 'Every way out of a choice but the default one has a condition',
    source: 'BPMN 2.0.2, 10.6.2 and 10.6.3',
    check: structure =>
      structure
        .ofType('bpmn:Gateway')
        .filter(choosesByCondition)
        .map(gateway => ({ gateway, flows: structure.outgoing(gateway) }))
        .filter(({ flows }) => flows.length > 1)
        .flatMap(({ gateway, flows }) =>
          flows
            .filter(
              flow =>
                flow !== gateway.default &&
                !flow.conditionExpression?.body?.trim(),
            )
            .map(element => ({
              element,
              message: `Expected a condition on ${describeElement(
                element,
              )} out of ${describeElement(
                gateway,
              )}, but found none: write one, or make the flow the default.`,
            })),
        ),
  },
  {
    id: 'activation-condition-missing',
    severity: 'warning',
    title: 'A complex gateway that joins says when it goes on',
    source: 'BPMN 2.0.2, 10.6.5',
    check: every(
      'bpmn:ComplexGateway',
      (gateway, { incoming }) =>
        incoming(gateway).length > 1 &&
        !gateway.activationCondition?.body?.trim(),
      gateway =>
        `Expected an activation condition in ${describeElement(
          gateway,
        )}, but found none: write one, e.g. =activationCount >= 2.`,
    ),
  },
];
