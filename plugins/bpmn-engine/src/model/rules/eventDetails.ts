import {
  describeElement,
  extensionsOf,
  isOfType,
  type ModdleElement,
} from '../document';
import { every, type StructureRule } from './rule';
import { definitionsOf, insideOf, triggersOf } from './structure';

const definitionsOfType = (event: ModdleElement, type: string) =>
  definitionsOf(event).filter(({ $type }) => $type === type);

const isThrown = (event: ModdleElement) => isOfType(event, 'bpmn:ThrowEvent');

const isBlank = (text: string | undefined) => !text?.trim();

/** Whether a job does the throwing. */
const hasJob = (event: ModdleElement) =>
  extensionsOf(event, 'zeebe:TaskDefinition').length > 0;

/** Rules on what the triggers of events need to be said. */
export const eventDetailRules: readonly StructureRule[] = [
  {
    id: 'escalation-code-missing',
    severity: 'warning',
    title: 'A thrown escalation has a code',
    source: 'BPMN 2.0.2, 10.5.5, escalation event definition',
    check: every(
      'bpmn:ThrowEvent',
      event =>
        definitionsOfType(event, 'bpmn:EscalationEventDefinition').some(
          ({ escalationRef }) => isBlank(escalationRef?.escalationCode),
        ),
      event =>
        `Expected ${describeElement(
          event,
        )} to throw an escalation with a code, but found none: without it, only events that catch every escalation see it. Choose an escalation and give it a code.`,
    ),
  },
  {
    id: 'error-code-missing',
    severity: 'warning',
    title: 'A thrown error has a code',
    source: 'BPMN 2.0.2, 10.5.5, error event definition',
    check: every(
      'bpmn:ThrowEvent',
      event =>
        definitionsOfType(event, 'bpmn:ErrorEventDefinition').some(
          ({ errorRef }) => isBlank(errorRef?.errorCode),
        ),
      event =>
        `Expected ${describeElement(
          event,
        )} to throw an error with a code, but found none: without it, only events that catch every error see it. Choose an error and give it a code.`,
    ),
  },
  {
    id: 'message-missing',
    severity: 'warning',
    title: 'A message event says which message',
    source: 'BPMN 2.0.2, 10.5.5, message event definition',
    check: every(
      'bpmn:Event',
      event =>
        definitionsOfType(event, 'bpmn:MessageEventDefinition').some(
          ({ messageRef }) =>
            isBlank(messageRef?.name) && !(isThrown(event) && hasJob(event)),
        ),
      event =>
        `Expected ${describeElement(
          event,
        )} to name a message, but found none: choose one and give it a name.`,
    ),
  },
  {
    id: 'signal-missing',
    severity: 'warning',
    title: 'A signal event says which signal',
    source: 'BPMN 2.0.2, 10.5.5, signal event definition',
    check: every(
      'bpmn:Event',
      event =>
        definitionsOfType(event, 'bpmn:SignalEventDefinition').some(
          ({ signalRef }) => isBlank(signalRef?.name),
        ),
      event =>
        `Expected ${describeElement(
          event,
        )} to name a signal, but found none: choose one and give it a name.`,
    ),
  },
  {
    id: 'condition-missing',
    severity: 'error',
    title: 'A conditional event has a condition',
    source: 'BPMN 2.0.2, 10.5.5, conditional event definition',
    check: every(
      'bpmn:Event',
      event =>
        definitionsOfType(event, 'bpmn:ConditionalEventDefinition').some(
          ({ condition }) => isBlank(condition?.body),
        ),
      event =>
        `Expected a condition in ${describeElement(
          event,
        )}, but found none: write one, e.g. =amount > 100.`,
    ),
  },
  {
    id: 'cancel-outside-transaction',
    severity: 'error',
    title: 'Only the end of a transaction can cancel it',
    source: 'BPMN 2.0.2, 10.5.3, cancel end event',
    check: every(
      'bpmn:EndEvent',
      event =>
        triggersOf(event).includes('cancel') &&
        !isOfType(event.$parent, 'bpmn:Transaction'),
      event =>
        `Expected ${describeElement(
          event,
        )} to be in a transaction, which it cancels, but found it outside of any: make the sub-process a transaction, or choose another end event.`,
    ),
  },
  {
    id: 'several-none-starts',
    severity: 'warning',
    title: 'A process has one start event without trigger',
    source: 'BPMN 2.0.2, 10.5.2: it would be open which one starts it',
    check: every(
      'bpmn:FlowElementsContainer',
      container =>
        insideOf(container, 'bpmn:StartEvent').filter(
          event => triggersOf(event).length === 0,
        ).length > 1,
      container =>
        `Expected one start event without trigger in ${describeElement(
          container,
        )}, but found several: keep one, and split behind it with a parallel gateway.`,
    ),
  },
];
