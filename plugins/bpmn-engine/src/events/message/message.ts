import { defineEvent } from '../../execution/element';
import {
  messageRequest,
  readMessage,
  requiredMessage,
  type MessageData,
} from '../../execution/messages';

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
  catches: messageRequest,
  // Whoever begins a process cannot know a key of it.
  starts: (evaluator, data) => ({
    kind: 'message',
    ...requiredMessage(evaluator, data),
  }),
  throws(visit, data) {
    const { name } = requiredMessage(visit, data);
    const key = visit.text(data?.correlationKey, 'correlation key');
    return () => {
      visit.emitMessage(name, key);
      return true;
    };
  },
});
