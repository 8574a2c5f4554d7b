import {
  describeElement,
  elementOf,
  eventDefinitionsOf,
  extensionsOf,
  isEventSubProcess,
  isOfType,
  shortened,
  textOf,
  type LintModel,
  type ModdleElement,
} from '../model';
import type { LintRule } from './rule';

/** A message that begins a process needs no key: there is nothing yet that it could be told from. */
export const messageCorrelationKey: LintRule = {
  name: 'message-correlation-key',
  title: 'A message that a running process waits for has a correlation key',
  severity: 'warning',
  why: 'Without a key, the answer to one order is taken by whichever instance waits for a message of that name. In tests there is one instance, so it shows in production only.',
  check: model =>
    [...model.ofType('bpmn:CatchEvent'), ...model.ofType('bpmn:ReceiveTask')]
      .filter(element => !beginsProcess(element, model))
      .flatMap(element =>
        messagesOf(element)
          .filter(message => textOf(message, 'name') && !hasKey(message))
          .map(message => ({
            element,
            path: ['messageRef', 'extensionElements', 'correlationKey'],
            parameters: { message: textOf(message, 'name') },
            message: `Expected message "${shortened(
              textOf(message, 'name'),
            )}", which ${describeElement(
              element,
            )} waits for, to have a correlation key, but found none: any instance could take it. Give the message one, e.g. =orderId.`,
          })),
      ),
};

function messagesOf(element: ModdleElement) {
  return [
    element,
    ...eventDefinitionsOf(element, 'bpmn:MessageEventDefinition'),
  ]
    .map(holder => elementOf(holder, 'messageRef'))
    .filter(message => message !== undefined);
}

function hasKey(message: ModdleElement) {
  return extensionsOf(message, 'zeebe:Subscription').some(
    subscription => textOf(subscription, 'correlationKey') !== '',
  );
}

function beginsProcess(element: ModdleElement, { incoming }: LintModel) {
  const isProcessStart =
    isOfType(element, 'bpmn:StartEvent') &&
    !isEventSubProcess(elementOf(element, '$parent'));
  return (
    isProcessStart ||
    element.instantiate === true ||
    incoming(element).some(
      flow => elementOf(flow, 'sourceRef')?.instantiate === true,
    )
  );
}
