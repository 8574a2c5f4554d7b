import { readDocument } from '../document';
import { connectionRules } from './connections';
import {
  bpmn,
  casesOf,
  findingsOf,
  flow,
  type RuleCases,
} from './testing/ruleCases';

const start = `<startEvent id="start"/>`;
const end = `<endEvent id="end"/>`;
const task = `<task id="task"/>`;
const whole = `${start}${task}${end}${flow('start', 'task')}${flow(
  'task',
  'end',
)}`;
const event = `<intermediateThrowEvent id="event"/>`;
const listed = (incoming: string, outgoing: string) =>
  `<startEvent id="start"><outgoing>start-task</outgoing></startEvent>
   <task id="task">${incoming}${outgoing}</task>
   <endEvent id="end"><incoming>task-end</incoming></endEvent>
   ${flow('start', 'task')}${flow('task', 'end')}`;

const cases: Readonly<Record<string, RuleCases>> = {
  'start-event-incoming': {
    finds: {
      'a way back to the start': [
        `${start}${task}${flow('task', 'start')}`,
        'start',
      ],
    },
    accepts: { 'a way from the start': whole },
  },
  'end-event-outgoing': {
    finds: {
      'a way from the end': [`${end}${task}${flow('end', 'task')}`, 'end'],
    },
    accepts: { 'a way to the end': whole },
  },
  'intermediate-event-incoming': {
    finds: {
      'an event that nothing leads to': [
        `${event}${end}${flow('event', 'end')}`,
        'event',
      ],
    },
    accepts: {
      'a catching link':
        '<intermediateCatchEvent id="event"><linkEventDefinition name="A"/></intermediateCatchEvent>',
      'an event that is reached': `${start}${event}${flow('start', 'event')}`,
    },
  },
  'intermediate-event-outgoing': {
    finds: {
      'an event that leads nowhere': [
        `${start}${event}${flow('start', 'event')}`,
        'event',
      ],
    },
    accepts: {
      'a throwing link':
        '<intermediateThrowEvent id="event"><linkEventDefinition name="A"/></intermediateThrowEvent>',
      'an event that leads on': `${event}${end}${flow('event', 'end')}`,
    },
  },
  'node-incoming': {
    finds: {
      'a task that nothing leads to': [`${whole}<task id="loose"/>`, 'loose'],
      'a gateway in a sub-process that nothing leads to': [
        `<subProcess id="sub">${whole}<parallelGateway id="loose"/></subProcess>`,
        'loose',
      ],
    },
    accepts: {
      'what is reached': whole,
      'a process without start event': task,
      'an event sub-process': `${whole}<subProcess id="sub" triggeredByEvent="true"/>`,
      'an activity for compensation': `${whole}<task id="undo" isForCompensation="true"/>`,
      'a receive task that starts the process': `${whole}<receiveTask id="receive" instantiate="true"/>`,
    },
  },
  'node-outgoing': {
    finds: {
      'a task that leads nowhere': [
        `${whole}<task id="loose"/>${flow('task', 'loose')}`,
        'loose',
      ],
    },
    accepts: {
      'what leads on': whole,
      'a process without end event': `${start}${task}${flow('start', 'task')}`,
    },
  },
  'start-event-missing': {
    finds: {
      'an end without start': [
        `${task}${end}${flow('task', 'end')}`,
        'process',
      ],
      'a sub-process with an end only': [
        `<subProcess id="sub">${end}</subProcess>`,
        'sub',
      ],
    },
    accepts: {
      both: whole,
      neither: task,
      'a receive task that starts the process': `<receiveTask id="receive" instantiate="true"/>${end}`,
    },
  },
  'end-event-missing': {
    finds: {
      'a start without end': [
        `${start}${task}${flow('start', 'task')}`,
        'process',
      ],
    },
    accepts: { both: whole, neither: task },
  },
  'sequence-flow-lists': {
    finds: {
      'a task that does not list what leads to it': [
        listed('', '<outgoing>task-end</outgoing>'),
        'task',
      ],
      'a task that lists what leads elsewhere': [
        listed(
          '<incoming>start-task</incoming><incoming>task-end</incoming>',
          '<outgoing>task-end</outgoing>',
        ),
        'task',
      ],
    },
    accepts: {
      'complete lists': listed(
        '<incoming>start-task</incoming>',
        '<outgoing>task-end</outgoing>',
      ),
      'no lists at all': whole,
    },
  },
};

describe('connectionRules', () => {
  it.each(casesOf(connectionRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
