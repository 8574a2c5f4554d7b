import { readDocument } from '../document';
import { eventRules } from './events';
import { bpmn, casesOf, findingsOf, type RuleCases } from './testing/ruleCases';

const event = (type: string, definition: string, attributes = '') =>
  `<${type} id="event" ${attributes}>${
    definition && `<${definition}EventDefinition/>`
  }</${type}>`;

const start = (definition: string, attributes = '') =>
  event('startEvent', definition, attributes);

const inSubProcess = (content: string, attributes = '') =>
  `<subProcess id="sub" ${attributes}>${content}</subProcess>`;

const inEventSubProcess = (content: string) =>
  inSubProcess(content, 'triggeredByEvent="true"');

const boundary = (definition: string, attributes = '') =>
  `<task id="task"/>${event(
    'boundaryEvent',
    definition,
    `attachedToRef="task" ${attributes}`,
  )}`;

const cases: Readonly<Record<string, RuleCases>> = {
  'start-event-trigger': {
    finds: {
      'a process that an error starts': [start('error'), 'event'],
      'a process that an escalation starts': [start('escalation'), 'event'],
      'a process that a compensation starts': [start('compensate'), 'event'],
      'a process that a cancellation starts': [start('cancel'), 'event'],
      'a process that a link starts': [start('link'), 'event'],
      'a process that a termination starts': [start('terminate'), 'event'],
      'one wrong trigger of two': [
        '<startEvent id="event"><timerEventDefinition/><errorEventDefinition/></startEvent>',
        'event',
      ],
      'a wrong trigger that is referred to': [
        {
          root: '<errorEventDefinition id="shared"/>',
          process:
            '<startEvent id="event"><eventDefinitionRef>shared</eventDefinitionRef></startEvent>',
        },
        'event',
      ],
    },
    accepts: {
      'a start by itself': start(''),
      'a message': start('message'),
      'a timer': start('timer'),
      'a signal': start('signal'),
      'a condition': start('conditional'),
    },
  },
  'sub-process-start-event-trigger': {
    finds: {
      'a timer in a sub-process': [inSubProcess(start('timer')), 'event'],
      'a message in a transaction': [
        `<transaction id="sub">${start('message')}</transaction>`,
        'event',
      ],
    },
    accepts: {
      'a start by itself': inSubProcess(start('')),
      'a timer in an event sub-process': inEventSubProcess(start('timer')),
    },
  },
  'event-sub-process-start-event-trigger': {
    finds: {
      'no trigger': [inEventSubProcess(start('')), 'event'],
      'a cancellation': [inEventSubProcess(start('cancel')), 'event'],
      'a link': [inEventSubProcess(start('link')), 'event'],
      'a termination': [inEventSubProcess(start('terminate')), 'event'],
    },
    accepts: {
      'a message': inEventSubProcess(start('message')),
      'a timer': inEventSubProcess(start('timer')),
      'an escalation': inEventSubProcess(start('escalation')),
      'an error': inEventSubProcess(start('error')),
      'a compensation': inEventSubProcess(start('compensate')),
      'a condition': inEventSubProcess(start('conditional')),
      'a signal': inEventSubProcess(start('signal')),
      'a start by itself in another sub-process': inSubProcess(start('')),
    },
  },
  'catch-event-trigger': {
    finds: {
      'no trigger': [event('intermediateCatchEvent', ''), 'event'],
      'a cancellation': [event('intermediateCatchEvent', 'cancel'), 'event'],
      'a compensation': [
        event('intermediateCatchEvent', 'compensate'),
        'event',
      ],
      'an error': [event('intermediateCatchEvent', 'error'), 'event'],
      'an escalation': [event('intermediateCatchEvent', 'escalation'), 'event'],
      'a termination': [event('intermediateCatchEvent', 'terminate'), 'event'],
    },
    accepts: {
      'a message': event('intermediateCatchEvent', 'message'),
      'a timer': event('intermediateCatchEvent', 'timer'),
      'a condition': event('intermediateCatchEvent', 'conditional'),
      'a signal': event('intermediateCatchEvent', 'signal'),
      'a link': event('intermediateCatchEvent', 'link'),
    },
  },
  'throw-event-trigger': {
    finds: {
      'a timer': [event('intermediateThrowEvent', 'timer'), 'event'],
      'a condition': [event('intermediateThrowEvent', 'conditional'), 'event'],
      'an error': [event('intermediateThrowEvent', 'error'), 'event'],
      'a cancellation': [event('intermediateThrowEvent', 'cancel'), 'event'],
      'a termination': [event('intermediateThrowEvent', 'terminate'), 'event'],
    },
    accepts: {
      'no trigger': event('intermediateThrowEvent', ''),
      'a message': event('intermediateThrowEvent', 'message'),
      'an escalation': event('intermediateThrowEvent', 'escalation'),
      'a compensation': event('intermediateThrowEvent', 'compensate'),
      'a signal': event('intermediateThrowEvent', 'signal'),
      'a link': event('intermediateThrowEvent', 'link'),
    },
  },
  'boundary-event-trigger': {
    finds: {
      'no trigger': [boundary(''), 'event'],
      'a link': [boundary('link'), 'event'],
      'a termination': [boundary('terminate'), 'event'],
    },
    accepts: {
      'a timer': boundary('timer'),
      'an error': boundary('error'),
      'a cancellation': boundary('cancel'),
      'a compensation': boundary('compensate'),
    },
  },
  'end-event-trigger': {
    finds: {
      'a timer': [event('endEvent', 'timer'), 'event'],
      'a condition': [event('endEvent', 'conditional'), 'event'],
      'a link': [event('endEvent', 'link'), 'event'],
    },
    accepts: {
      'no trigger': event('endEvent', ''),
      'an error': event('endEvent', 'error'),
      'a termination': event('endEvent', 'terminate'),
      'a compensation': event('endEvent', 'compensate'),
    },
  },
  'always-interrupting': {
    finds: {
      'an error that does not interrupt its activity': [
        boundary('error', 'cancelActivity="false"'),
        'event',
      ],
      'a cancellation that does not interrupt its transaction': [
        boundary('cancel', 'cancelActivity="false"'),
        'event',
      ],
      'an error that does not interrupt what is around an event sub-process': [
        inEventSubProcess(start('error', 'isInterrupting="false"')),
        'event',
      ],
    },
    accepts: {
      'an error that interrupts': boundary('error'),
      'an escalation that does not': boundary(
        'escalation',
        'cancelActivity="false"',
      ),
      'a timer in an event sub-process that does not': inEventSubProcess(
        start('timer', 'isInterrupting="false"'),
      ),
    },
  },
  'compensation-interrupting': {
    finds: {
      'a compensation that is said not to interrupt': [
        boundary('compensate', 'cancelActivity="false"'),
        'event',
      ],
      'a compensation that is said not to interrupt what is around it': [
        inEventSubProcess(start('compensate', 'isInterrupting="false"')),
        'event',
      ],
    },
    accepts: {
      'a compensation of which nothing is said': boundary('compensate'),
    },
  },
};

describe('eventRules', () => {
  it.each(casesOf(eventRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
