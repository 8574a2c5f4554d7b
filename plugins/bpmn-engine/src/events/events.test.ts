import { parse } from '../parse';
import { CATCHING, THROWING, story } from '../testing/eventPositions';
import { processXml } from '../testing/picture';
import { events, eventsByType } from './index';

const EVERYWHERE = [
  'start',
  'eventSubProcess',
  'eventSubProcessNonInterrupting',
  'catch',
  'boundary',
  'boundaryNonInterrupting',
];
const BAD = '=1 +';
const catching = CATCHING['intermediate catch event'];

const timed = (kind: string, text: string) =>
  `<timerEventDefinition><${kind}>${text}</${kind}></timerEventDefinition>`;
const conditional = (text: string) =>
  `<conditionalEventDefinition><condition>${text}</condition></conditionalEventDefinition>`;
const SIGNAL = '<signalEventDefinition signalRef="s" />';
const MESSAGE = '<messageEventDefinition messageRef="m" />';
const signal = (name: string) => `<signal id="s" name="${name}" />`;
const message = (name: string, key = '') =>
  `<message id="m" name="${name}">${
    key &&
    `<extensionElements><zeebe:subscription correlationKey="${key}" /></extensionElements>`
  }</message>`;

describe('events', () => {
  it('should be what the support table says, each with its name in BPMN and where it may be', () => {
    // when
    const table = events.map(({ type, title, bpmnType, positions }) => [
      type,
      title,
      bpmnType,
      positions,
    ]);
    // then
    expect(table).toEqual([
      [
        'message',
        'Message',
        'bpmn:MessageEventDefinition',
        [...EVERYWHERE, 'throw', 'end'],
      ],
      ['timer', 'Timer', 'bpmn:TimerEventDefinition', EVERYWHERE],
      [
        'error',
        'Error',
        'bpmn:ErrorEventDefinition',
        ['eventSubProcess', 'boundary', 'end'],
      ],
      [
        'escalation',
        'Escalation',
        'bpmn:EscalationEventDefinition',
        [
          'eventSubProcess',
          'eventSubProcessNonInterrupting',
          'boundary',
          'boundaryNonInterrupting',
          'throw',
          'end',
        ],
      ],
      [
        'signal',
        'Signal',
        'bpmn:SignalEventDefinition',
        [...EVERYWHERE, 'throw', 'end'],
      ],
      [
        'conditional',
        'Conditional',
        'bpmn:ConditionalEventDefinition',
        EVERYWHERE,
      ],
      ['link', 'Link', 'bpmn:LinkEventDefinition', ['catch', 'throw']],
      [
        'compensate',
        'Compensation',
        'bpmn:CompensateEventDefinition',
        ['eventSubProcess', 'boundary', 'throw', 'end'],
      ],
      ['cancel', 'Cancel', 'bpmn:CancelEventDefinition', ['boundary', 'end']],
      ['terminate', 'Terminate', 'bpmn:TerminateEventDefinition', ['end']],
    ]);
  });

  it('should be found by their type', () => {
    // then
    expect(Array.from(eventsByType)).toEqual(
      events.map(event => [event.type, event]),
    );
  });

  it.each([
    ['timer', timed('timeDate', BAD), ''],
    ['timer', timed('timeDuration', BAD), ''],
    ['timer', timed('timeCycle', BAD), ''],
    ['condition', conditional(BAD), ''],
    ['signal name', SIGNAL, signal(BAD)],
    ['message name', MESSAGE, message(BAD)],
    ['correlation key', MESSAGE, message('news', BAD)],
  ])(
    'should be found if their values are broken FEEL: %s in %s',
    async (path, definition, around) => {
      // when
      const { problems } = await parse(
        processXml(catching(definition), around),
      );
      // then
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([
        expect.objectContaining({
          rule: 'feel-expression',
          elementId: 'on',
          path: [path],
        }),
      ]);
    },
  );

  it.each([
    ['timer', catching(timed('timeDuration', '=bad')), ''],
    ['signal name', catching(SIGNAL), signal('=bad')],
    ['signal name', THROWING['end event'](SIGNAL), signal('=bad')],
    ['message name', catching(MESSAGE), message('=bad')],
    ['message name', THROWING['end event'](MESSAGE), message('=bad')],
    ['correlation key', catching(MESSAGE), message('news', '=bad')],
    [
      'correlation key',
      THROWING['end event'](MESSAGE),
      message('news', '=bad'),
    ],
  ])(
    'should name in the incident what is of no use: %s',
    async (what, content, around) => {
      // given
      const about = await story(content, around);
      // when
      about.start({ bad: [1, 2] });
      // then
      expect(about.incidents).toMatchObject([
        {
          kind: 'expressionFailed',
          elementId: 'on',
          message: expect.stringMatching(
            `^Expected ${what} of (intermediate catch|end) event \\(on\\) to be a text, but it is a list of 2 \\(=bad\\)$`,
          ),
        },
      ]);
    },
  );
});
