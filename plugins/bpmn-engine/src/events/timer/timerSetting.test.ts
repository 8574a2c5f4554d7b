import { parse } from '../../parse';
import {
  CATCHING,
  story,
  type CatchPosition,
} from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { processXml } from '../../testing/picture';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MORNING = Date.UTC(2026, 0, 5, 8);

const catchPositions = Object.keys(CATCHING) as CatchPosition[];
const duration = (text: string, extension = '') =>
  timer('timeDuration', text, extension);
const cycle = (text: string, extension = '') =>
  timer('timeCycle', text, extension);
const date = (text: string, extension = '') =>
  timer('timeDate', text, extension);

describe('timer that is set', () => {
  it.each([
    ['Europe/Berlin', '2026-01-05T08:00:00Z'],
    ['America/New_York', '2026-01-05T14:00:00Z'],
    ['', '2026-01-05T09:00:00Z'],
  ])('should read the clock on the wall of "%s"', async (timeZone, due) => {
    // given
    const about = await story(
      CATCHING['intermediate catch event'](
        cycle('0 9 * * MON', timeZone && `timeZone="${timeZone}"`),
      ),
      '',
      { now: Date.UTC(2026, 0, 5) },
    );
    // when
    about.start();
    // then
    expect(about.wait('on')).toMatchObject({ dueAt: Date.parse(due) });
  });

  it('should count days across a change of the clock in its zone', async () => {
    // given
    const about = await story(
      CATCHING['intermediate catch event'](
        duration('P1D', 'timeZone="Europe/Berlin"'),
      ),
      '',
      { now: Date.UTC(2026, 2, 28, 8) },
    );
    // when
    about.start();
    // then
    expect(about.wait('on')).toMatchObject({ dueAt: Date.UTC(2026, 2, 29, 7) });
  });

  describe('that cannot be read', () => {
    it.each([
      ['=when', { when: 'soon' }, { when: 'PT1M' }],
      ['=when', {}, { when: 'PT1M' }],
      ['=when', { when: ['PT1M'] }, { when: 'PT1M' }],
    ])(
      'should be an incident for %s with %j, and go on with %j',
      async (text, variables, corrected) => {
        // given
        const about = await story(
          CATCHING['intermediate catch event'](duration(text)),
        );
        // when
        about.start(variables);
        // then
        expect(about.incidents).toMatchObject([
          { elementId: 'on', kind: 'expressionFailed' },
        ]);
        expect(about.waits).toEqual([]);
        // when
        about.resolve(corrected).advance(MINUTE);
        // then
        expect(about.state).toBe('completed');
        expect(left(about)).toEqual([]);
      },
    );

    it('should be an incident that keeps the value to itself', async () => {
      // given
      const about = await story(
        CATCHING['intermediate catch event'](duration('=secret')),
      );
      // when
      about.start({ secret: 'hunter2' });
      // then
      expect(about.incidents).toMatchObject([
        {
          message: expect.stringMatching(
            /^Expected an ISO 8601 duration in timer of intermediate catch event \(on\), but found something else\. Write for example PT15M/,
          ),
        },
      ]);
    });

    it('should be an incident if it is null', async () => {
      // given
      const about = await story(
        CATCHING['intermediate catch event'](duration('=when')),
      );
      // when
      about.start({ when: null });
      // then
      expect(about.incidents).toMatchObject([
        {
          elementId: 'on',
          kind: 'expressionFailed',
          message:
            'Expected timer of intermediate catch event (on) to have a time, but it has none. Set the variables that it reads',
        },
      ]);
      // when
      about.resolve({ when: 'PT1M' }).advance(MINUTE);
      // then
      expect(left(about)).toEqual([]);
    });

    it.each([
      ['duration', duration('15 minutes')],
      ['date', date('tomorrow')],
      ['cycle', cycle('every day')],
      ['cron', cycle('61 * * * *')],
      ['time zone', duration('PT1M', 'timeZone="Mars/Olympus"')],
      ['time zone of FEEL', duration('=pause', 'timeZone="Mars/Olympus"')],
    ])(
      'should be an error of the model if it is a literal %s',
      async (_, definition) => {
        // when
        const { problems, definitions } = await parse(
          processXml(CATCHING['intermediate catch event'](definition)),
        );
        // then
        expect(problems).toContainEqual(
          expect.objectContaining({ severity: 'error', elementId: 'on' }),
        );
        expect(definitions).toEqual([]);
      },
    );

    it('should be an error of the model if nobody knows its time zone', async () => {
      // when
      const { problems } = await parse(
        processXml(
          CATCHING['intermediate catch event'](
            duration('=pause', 'timeZone="Mars/Olympus"'),
          ),
        ),
      );
      // then
      expect(problems).toContainEqual(
        expect.objectContaining({
          rule: 'timer-zone',
          severity: 'error',
          elementId: 'on',
          parameters: { timeZone: 'Mars/Olympus' },
          path: ['extensionElements'],
          message: expect.stringContaining('Mars/Olympus'),
        }),
      );
    });

    it('should be an error of the model if nobody knows how it catches up', async () => {
      // when
      const { problems } = await parse(
        processXml(
          CATCHING['intermediate catch event'](
            duration('PT1M', 'catchUp="never"'),
          ),
        ),
      );
      // then
      expect(problems).toContainEqual(
        expect.objectContaining({
          rule: 'timer',
          severity: 'error',
          elementId: 'on',
          parameters: { catchUp: 'never' },
          path: ['extensionElements'],
          message:
            'Expected catchUp to be one of skip, once, all, but found "never"',
        }),
      );
    });
  });

  describe('set anew', () => {
    const reevaluated = (text: string) => duration(text, 'reevaluate="true"');

    it.each(catchPositions)(
      'should follow the variables of an %s',
      async position => {
        // given
        const about = await story(
          CATCHING[position](reevaluated('=pause')),
          '',
          { now: MORNING },
        );
        about.start({ pause: 'PT1H' });
        const { key } = about.wait('on');
        // when
        about.send({ type: 'setVariables', variables: { pause: 'PT10M' } });
        // then
        expect(about.wait('on')).toMatchObject({
          key,
          dueAt: MORNING + 10 * MINUTE,
        });
        // when
        about.advance(10 * MINUTE);
        // then
        expect(about.completed).toContain('caught');
      },
    );

    it('should be set for good if its time is a text', async () => {
      // given
      const about = await story(
        CATCHING['intermediate catch event'](reevaluated('PT1H')),
      );
      about.start();
      // when
      about.advance(MINUTE).send({ type: 'setVariables', variables: { a: 1 } });
      // then
      expect(about.wait('on')).toMatchObject({ dueAt: HOUR });
      expect(Array.from(about.instance.definition.timerNames)).toEqual([]);
    });

    it('should not follow other variables, nor without being told to', async () => {
      // given
      const about = await story(
        CATCHING['intermediate catch event'](duration('=pause')),
      );
      const other = await story(
        CATCHING['intermediate catch event'](reevaluated('=pause')),
      );
      about.start({ pause: 'PT1H' });
      other.start({ pause: 'PT1H' });
      // when
      about
        .advance(MINUTE)
        .send({ type: 'setVariables', variables: { pause: 'PT5M' } });
      other
        .advance(MINUTE)
        .send({ type: 'setVariables', variables: { rest: 'PT5M' } });
      // then
      expect(about.wait('on')).toMatchObject({ dueAt: HOUR });
      expect(other.wait('on')).toMatchObject({ dueAt: HOUR });
    });

    it.each([
      'interrupting boundary event',
      'intermediate catch event',
    ] as const)(
      'should go on waiting after an incident of an %s is resolved',
      async position => {
        // given
        const about = await story(CATCHING[position](reevaluated('=pause')));
        about.start({ pause: 'PT1H' });
        // when
        about.send({ type: 'setVariables', variables: { pause: 'soon' } });
        // then
        expect(about.incidents).toMatchObject([{ kind: 'expressionFailed' }]);
        expect(about.waiting).toContain('on');
        // when
        about.resolve({ pause: 'PT2H' });
        // then
        expect(about.completed).toEqual(['start']);
        expect(about.wait('on')).toMatchObject({ dueAt: 2 * HOUR });
      },
    );
  });
});

function timer(
  element: 'timeDate' | 'timeDuration' | 'timeCycle',
  text: string,
  attributes: string,
): string {
  const extension =
    attributes &&
    `<extensionElements><pipeline:timer ${attributes} /></extensionElements>`;
  return `<timerEventDefinition>${extension}<${element}>${text}</${element}></timerEventDefinition>`;
}
