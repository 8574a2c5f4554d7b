import { readDocument } from '../document';
import { boundaryEventRules } from './boundaryEvents';
import {
  bpmn,
  casesOf,
  findingsOf,
  flow,
  type RuleCases,
} from './testing/ruleCases';

const boundary = (host: string, definition = 'timer') =>
  `<boundaryEvent id="event" attachedToRef="${host}"><${definition}EventDefinition/></boundaryEvent>`;
const end = `<endEvent id="end"/>`;

const cases: Readonly<Record<string, RuleCases>> = {
  'boundary-event-attached': {
    finds: {
      'an event on nothing': [
        '<boundaryEvent id="event"><timerEventDefinition/></boundaryEvent>',
        'event',
      ],
      'an event on a gateway': [
        `<exclusiveGateway id="choice"/>${boundary('choice')}`,
        'event',
      ],
      'an event on an activity of another scope': [
        `<subProcess id="sub"><task id="task"/></subProcess>${boundary(
          'task',
        )}`,
        'event',
      ],
      'an event on an event sub-process': [
        `<subProcess id="sub" triggeredByEvent="true"/>${boundary('sub')}`,
        'event',
      ],
    },
    accepts: {
      'an event on a task': `<task id="task"/>${boundary('task')}`,
      'an event on a sub-process': `<subProcess id="sub"/>${boundary('sub')}`,
    },
  },
  'boundary-event-incoming': {
    finds: {
      'a sequence flow to it': [
        `<task id="task"/>${boundary('task')}${flow('task', 'event')}`,
        'event',
      ],
    },
    accepts: {
      'a sequence flow from it': `<task id="task"/>${boundary(
        'task',
      )}${end}${flow('event', 'end')}`,
    },
  },
  'boundary-event-outgoing': {
    finds: {
      'an event that leads nowhere': [
        `<task id="task"/>${boundary('task')}`,
        'event',
      ],
    },
    accepts: {
      'an event that leads on': `<task id="task"/>${boundary(
        'task',
      )}${end}${flow('event', 'end')}`,
      'a compensation, which an association leads on': `<task id="task"/>${boundary(
        'task',
        'compensate',
      )}`,
    },
  },
  'cancel-boundary-event': {
    finds: {
      'a cancellation of a task': [
        `<task id="task"/>${boundary('task', 'cancel')}`,
        'event',
      ],
      'a cancellation of an ordinary sub-process': [
        `<subProcess id="sub"/>${boundary('sub', 'cancel')}`,
        'event',
      ],
    },
    accepts: {
      'a cancellation of a transaction': `<transaction id="sub"/>${boundary(
        'sub',
        'cancel',
      )}`,
    },
  },
};

describe('boundaryEventRules', () => {
  it.each(casesOf(boundaryEventRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
