import { defineEvent } from '../../execution/element';
import {
  messageRequest,
  readMessage,
  type MessageData,
} from '../../execution/messages';
import { Failure } from '../../execution/failure';

/** A message between process instances, or from outside (BPMN 2.0.2 10.5.5). */
export const message = defineEvent<MessageData | undefined>({
  type: 'message',
  title: 'Message',
  bpmnType: 'bpmn:MessageEventDefinition',
  positions: [
    'start',
    'eventSubProcess',
    'eventSubProcessNonInterrupting',
    'catch',
    'boundary',
    'boundaryNonInterrupting',
    'throw',
    'end',
  ],
  compile: readMessage,
  catches: (evaluator, data) => messageRequest(evaluator, required(data)),
  throws(visit, data) {
    const { name, correlationKey } = required(data);
    const key = visit.text(correlationKey, 'correlation key');
    visit.emitMessage(visit.text(name, 'message name') ?? '', key);
    return true;
  },
});

function required(data: MessageData | undefined): MessageData {
  if (!data) {
    throw new Failure(
      'expressionFailed',
      'Expected a message event to refer to a message, but it refers to none',
    );
  }
  return data;
}
