import { readDocument } from '../document';
import { bpmn, casesOf, findingsOf, type RuleCases } from './testing/ruleCases';
import { timerRules } from './timers';

const caught = (inside: string) =>
  `<intermediateCatchEvent id="event"><timerEventDefinition>${inside}</timerEventDefinition></intermediateCatchEvent>`;
const date = (text: string) => caught(`<timeDate>${text}</timeDate>`);
const duration = (text: string) =>
  caught(`<timeDuration>${text}</timeDuration>`);
const start = (text: string) =>
  `<startEvent id="event"><timerEventDefinition><timeCycle>${text}</timeCycle></timerEventDefinition></startEvent>`;
const cycleOn = (attributes: string) =>
  `<task id="task"/><boundaryEvent id="event" attachedToRef="task" ${attributes}><timerEventDefinition><timeCycle>R3/PT1M</timeCycle></timerEventDefinition></boundaryEvent>`;

const cases: Readonly<Record<string, RuleCases>> = {
  'timer-value-missing': {
    finds: {
      'no value': [caught(''), 'event'],
      'an empty value': [duration(' '), 'event'],
      'a timer that is referred to': [
        {
          root: '<timerEventDefinition id="shared"/>',
          process:
            '<intermediateCatchEvent id="event"><eventDefinitionRef>shared</eventDefinitionRef></intermediateCatchEvent>',
        },
        'shared',
      ],
    },
    accepts: { 'a value': duration('PT1M') },
  },
  'timer-value-single': {
    finds: {
      'a date and a duration': [
        caught(
          '<timeDate>2030-01-01T00:00:00Z</timeDate><timeDuration>PT1M</timeDuration>',
        ),
        'event',
      ],
    },
    accepts: { 'a duration': duration('PT1M') },
  },
  'timer-date': {
    finds: {
      'a word': [date('tomorrow'), 'event'],
      'the 30th of February': [date('2030-02-30T00:00:00Z'), 'event'],
    },
    accepts: {
      'a date': date('2030-01-31T09:00:00Z'),
      'an expression': date('=deadline'),
      'an expression of another engine': date('${deadline}'),
    },
  },
  'timer-duration': {
    finds: {
      'a number': [duration('90'), 'event'],
      'a duration of nothing': [duration('PT'), 'event'],
    },
    accepts: {
      'a duration': duration('P1DT12H'),
      'an expression': duration('=d'),
    },
  },
  'timer-cycle': {
    finds: {
      'a word': [start('daily'), 'event'],
      'what Quartz would take': [start('0 0 9 ? * 2-6'), 'event'],
    },
    accepts: {
      'a cycle': start('R3/PT10M'),
      cron: start('0 9 * * 1-5'),
      'an expression': start('=cycle'),
    },
  },
  'timer-date-zone': {
    finds: {
      'a date that is local somewhere': [date('2030-01-31T09:00:00'), 'event'],
    },
    accepts: {
      'a date with an offset': date('2030-01-31T09:00:00+01:00'),
      'a timer with a zone': caught(
        '<extensionElements><pipeline:timer timeZone="Europe/Berlin"/></extensionElements><timeDate>2030-01-31T09:00:00</timeDate>',
      ),
    },
  },
  'timer-cycle-once': {
    finds: {
      'a cycle that a token waits for': [
        caught('<timeCycle>R3/PT1M</timeCycle>'),
        'event',
      ],
      'a cycle that interrupts': [cycleOn(''), 'event'],
    },
    accepts: {
      'a cycle that does not interrupt': cycleOn('cancelActivity="false"'),
      'a cycle that starts': start('R3/PT1M'),
    },
  },
};

describe('timerRules', () => {
  it.each(casesOf(timerRules, cases))(
    'should %s',
    async (_, { rule, content, expected }) => {
      // given
      const { document } = await readDocument(bpmn(content));

      // then
      expect(findingsOf(rule, document)).toEqual(expected);
    },
  );
});
