import { readDocument } from '../document';
import { eventDetailRules } from './eventDetails';
import { bpmn, casesOf, findingsOf, type RuleCases } from './testing/ruleCases';

const thrown = (definition: string) =>
  `<endEvent id="event">${definition}</endEvent>`;
const caught = (definition: string) =>
  `<intermediateCatchEvent id="event">${definition}</intermediateCatchEvent>`;
const JOB =
  '<extensionElements><zeebe:taskDefinition type="mail:send"/></extensionElements>';
const withRoot = (root: string, process: string) => ({ root, process });

const cases: Readonly<Record<string, RuleCases>> = {
  'escalation-code-missing': {
    finds: {
      'no escalation': [thrown('<escalationEventDefinition/>'), 'event'],
      'an escalation without code': [
        withRoot(
          '<escalation id="late"/>',
          thrown('<escalationEventDefinition escalationRef="late"/>'),
        ),
        'event',
      ],
    },
    accepts: {
      'an escalation with a code': withRoot(
        '<escalation id="late" escalationCode="LATE"/>',
        thrown('<escalationEventDefinition escalationRef="late"/>'),
      ),
      'catching every escalation': `<task id="task"/><boundaryEvent id="event" attachedToRef="task"><escalationEventDefinition/></boundaryEvent>`,
    },
  },
  'error-code-missing': {
    finds: { 'no error': [thrown('<errorEventDefinition/>'), 'event'] },
    accepts: {
      'an error with a code': withRoot(
        '<error id="refused" errorCode="REFUSED"/>',
        thrown('<errorEventDefinition errorRef="refused"/>'),
      ),
    },
  },
  'message-missing': {
    finds: {
      'no message': [caught('<messageEventDefinition/>'), 'event'],
      'a message without name': [
        withRoot(
          '<message id="order"/>',
          caught('<messageEventDefinition messageRef="order"/>'),
        ),
        'event',
      ],
      'a job in the definition, where nothing reads it': [
        thrown(`<messageEventDefinition>${JOB}</messageEventDefinition>`),
        'event',
      ],
      'a job of an event that waits': [
        `<intermediateCatchEvent id="event">${JOB}<messageEventDefinition/></intermediateCatchEvent>`,
        'event',
      ],
    },
    accepts: {
      'a message with a name': withRoot(
        '<message id="order" name="order"/>',
        caught('<messageEventDefinition messageRef="order"/>'),
      ),
      'a message that a job sends': thrown(`${JOB}<messageEventDefinition/>`),
    },
  },
  'signal-missing': {
    finds: { 'no signal': [caught('<signalEventDefinition/>'), 'event'] },
    accepts: {
      'a signal with a name': withRoot(
        '<signal id="stop" name="stop"/>',
        caught('<signalEventDefinition signalRef="stop"/>'),
      ),
    },
  },
  'condition-missing': {
    finds: {
      'no condition': [caught('<conditionalEventDefinition/>'), 'event'],
      'an empty condition': [
        caught(
          '<conditionalEventDefinition><condition/></conditionalEventDefinition>',
        ),
        'event',
      ],
    },
    accepts: {
      'a condition': caught(
        '<conditionalEventDefinition><condition>=done</condition></conditionalEventDefinition>',
      ),
    },
  },
  'cancel-outside-transaction': {
    finds: {
      'a cancellation of a process': [
        thrown('<cancelEventDefinition/>'),
        'event',
      ],
      'a cancellation of an ordinary sub-process': [
        `<subProcess id="sub">${thrown(
          '<cancelEventDefinition/>',
        )}</subProcess>`,
        'event',
      ],
    },
    accepts: {
      'a cancellation of a transaction': `<transaction id="sub">${thrown(
        '<cancelEventDefinition/>',
      )}</transaction>`,
    },
  },
  'several-none-starts': {
    finds: {
      'two ways in': [
        '<startEvent id="start"/><startEvent id="other"/>',
        'process',
      ],
    },
    accepts: {
      'one of them with a trigger':
        '<startEvent id="start"/><startEvent id="other"><timerEventDefinition/></startEvent>',
    },
  },
};

describe('eventDetailRules', () => {
  it.each(casesOf(eventDetailRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
