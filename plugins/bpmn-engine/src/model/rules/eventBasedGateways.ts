import { describeElement, isOfType, type ModdleElement } from '../document';
import { every, type Finding, type StructureRule } from './rule';
import { triggersOf, type Structure } from './structure';

const WAITING: readonly string[] = [
  'message',
  'timer',
  'signal',
  'conditional',
];

const isReceiveTask = (node: ModdleElement | undefined) =>
  isOfType(node, 'bpmn:ReceiveTask');

const isWaiting = (node: ModdleElement | undefined) =>
  isReceiveTask(node) ||
  (isOfType(node, 'bpmn:IntermediateCatchEvent') &&
    triggersOf(node).some(trigger => WAITING.includes(trigger)));

interface Way {
  readonly gateway: ModdleElement;
  readonly flow: ModdleElement;
  readonly target: ModdleElement;
}

const waysOut = ({ ofType, outgoing }: Structure): readonly Way[] =>
  ofType('bpmn:EventBasedGateway').flatMap(gateway =>
    outgoing(gateway)
      .filter(({ targetRef }) => targetRef)
      .map(flow => ({ gateway, flow, target: flow.targetRef })),
  );

const findWays =
  (
    isWrong: (way: Way, structure: Structure) => boolean,
    say: (way: Way) => Finding,
  ): StructureRule['check'] =>
  structure =>
    waysOut(structure)
      .filter(way => isWrong(way, structure))
      .map(say);

/** Rules on gateways that wait for the first of several events. */
export const eventBasedGatewayRules: readonly StructureRule[] = [
  {
    id: 'event-gateway-empty',
    severity: 'error',
    title: 'An event-based gateway has something to wait for',
    source: 'BPMN 2.0.2, 10.6.6',
    check: every(
      'bpmn:EventBasedGateway',
      (gateway, { outgoing }) => outgoing(gateway).length === 0,
      gateway =>
        `Expected sequence flows from ${describeElement(
          gateway,
        )} to the events it waits for, but found none: connect it to at least two.`,
    ),
  },
  {
    id: 'event-gateway-single',
    severity: 'warning',
    title: 'An event-based gateway chooses between events',
    source: 'BPMN 2.0.2, 10.6.6',
    check: every(
      'bpmn:EventBasedGateway',
      (gateway, { outgoing }) => outgoing(gateway).length === 1,
      gateway =>
        `Expected at least two events behind ${describeElement(
          gateway,
        )}, but found one: add another, or remove the gateway.`,
    ),
  },
  {
    id: 'event-gateway-target',
    severity: 'error',
    title: 'Behind an event-based gateway is what waits',
    source: 'BPMN 2.0.2, 10.6.6',
    check: findWays(
      ({ target }) => !isWaiting(target),
      ({ gateway, target }) => ({
        element: target,
        message: `Expected a receive task or a catch event for a message, timer, signal or condition behind ${describeElement(
          gateway,
        )}, but found ${describeElement(
          target,
        )}: put such an event between them.`,
      }),
    ),
  },
  {
    id: 'event-gateway-target-incoming',
    severity: 'warning',
    title: 'Only its gateway leads to an event that it waits for',
    source: 'BPMN 2.0.2, 10.6.6',
    check: findWays(
      ({ target }, { incoming }) => incoming(target).length > 1,
      ({ gateway, target }) => ({
        element: target,
        message: `Expected only ${describeElement(
          gateway,
        )} to lead to ${describeElement(
          target,
        )}, but found another sequence flow: give that one an event of its own.`,
      }),
    ),
  },
  {
    id: 'event-gateway-mixed',
    severity: 'warning',
    title:
      'Behind an event-based gateway are receive tasks or message events, not both',
    source: 'BPMN 2.0.2, 10.6.6',
    check: every(
      'bpmn:EventBasedGateway',
      (gateway, { outgoing }) => {
        const targets: readonly ModdleElement[] = outgoing(gateway).map(
          ({ targetRef }) => targetRef,
        );
        return (
          targets.some(isReceiveTask) &&
          targets.some(
            target =>
              isOfType(target, 'bpmn:CatchEvent') &&
              triggersOf(target).includes('message'),
          )
        );
      },
      gateway =>
        `Expected receive tasks or message events behind ${describeElement(
          gateway,
        )}, but found both: choose one kind.`,
    ),
  },
  {
    id: 'event-gateway-boundary',
    severity: 'error',
    title:
      'A receive task behind an event-based gateway has no boundary events',
    source: 'BPMN 2.0.2, 10.6.6',
    check: findWays(
      ({ target }, { boundaryEvents }) =>
        isReceiveTask(target) && boundaryEvents(target).length > 0,
      ({ gateway, target }) => ({
        element: target,
        message: `Expected no boundary event on ${describeElement(
          target,
        )} behind ${describeElement(
          gateway,
        )}, but found one: make it another event behind the gateway.`,
      }),
    ),
  },
  {
    id: 'event-gateway-instantiate',
    severity: 'error',
    title: 'No sequence flow leads to a gateway that starts the process',
    source: 'BPMN 2.0.2, 10.6.6',
    check: every(
      'bpmn:EventBasedGateway',
      (gateway, { incoming }) =>
        gateway.instantiate && incoming(gateway).length > 0,
      gateway =>
        `Expected no sequence flow to ${describeElement(
          gateway,
        )}, which starts the process, but found one: remove it, or "instantiate".`,
    ),
  },
];
