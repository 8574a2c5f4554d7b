import { defineEvent } from '../../execution/element';
import {
  messageRequest,
  readMessage,
  requiredMessage,
  type MessageData,
} from '../../execution/messages';

/** A message between process instances, or from outside (BPMN 2.0.2 10.5.5). */
export const message = defineEvent<MessageData>({
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
    ...requiredMessage(evaluator, data, 'nameOnly'),
  }),
  throws(visit, data) {
    const { name, correlationKey } = requiredMessage(visit, data, 'withKey');
    return () => {
      visit.emitMessage(name, correlationKey);
      return true;
    };
  },
});
