import { startSubscriptions } from '../../starts';
import { parse } from '../../parse';
import {
  AFTER_CATCHING,
  CATCHING,
  story,
  type CatchPosition,
} from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, processXml } from '../../testing/picture';
import { given } from '../../testing/scenario';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MORNING = Date.UTC(2026, 0, 5, 8);

const catchPositions = Object.keys(CATCHING) as CatchPosition[];
const duration = (text: string, extension = '') =>
  timer('timeDuration', text, extension);
const cycle = (text: string, extension = '') =>
  timer('timeCycle', text, extension);
const date = (text: string, extension = '') =>
  timer('timeDate', text, extension);

describe('timer event', () => {
  describe.each(catchPositions)('caught by an %s', position => {
    it('should wait until it is due, and not be early', async () => {
      // given
      const about = await story(CATCHING[position](duration('PT15M')), '', {
        now: MORNING,
      });
      about.start();
      expect(about.wait('on')).toEqual({
        kind: 'timer',
        schedule: { kind: 'duration', duration: 'PT15M' },
        dueAt: MORNING + 15 * MINUTE,
        fired: 0,
        catchUp: 'once',
        key: expect.any(Number),
        elementInstanceKey: expect.any(Number),
        elementId: 'on',
        event: 0,
      });
      // when
      about.advance(15 * MINUTE - 1);
      // then
      expect(about.completed).toEqual(['start']);
      // when
      about.advance(1);
      // then
      expect(about).toMatchObject(AFTER_CATCHING[position]);
    });

    it('should leave nothing open when the instance is cancelled while it waits', async () => {
      // given
      const about = await story(CATCHING[position](duration('PT15M')));
      // when
      about.start().send({ type: 'cancelInstance' }).advance(HOUR);
      // then
      expect(about.state).toBe('terminated');
      expect(left(about)).toEqual([]);
    });

    it.each([
      ['a date', date('2026-01-05T08:15:00Z')],
      [
        'a date of FEEL',
        date('=date and time(&quot;2026-01-05T08:15:00Z&quot;)'),
      ],
      ['a date in a variable', date('=until')],
      [
        'a duration of FEEL',
        duration('=duration(&quot;PT&quot; + string(minutes) + &quot;M&quot;)'),
      ],
      ['a duration in a variable', duration('=pause')],
      ['a cron', cycle('15 * * * *')],
      ['a cron with seconds', cycle('0 15 8 * * *')],
      ['a cycle', cycle('R1/PT15M')],
      ['a cycle with a start', cycle('R1/2026-01-05T08:15:00Z/PT1H')],
      ['a cycle of FEEL', cycle('=&quot;R1/&quot; + pause')],
    ])('should be set by %s', async (_, definition) => {
      // given
      const about = await story(CATCHING[position](definition), '', {
        now: MORNING,
      });
      // when
      about.start({
        until: '2026-01-05T08:15:00Z',
        minutes: 15,
        pause: 'PT15M',
      });
      // then
      expect(about.wait('on')).toMatchObject({ dueAt: MORNING + 15 * MINUTE });
      // when
      about.advance(15 * MINUTE);
      // then
      expect(about.completed).toContain('caught');
    });

    it.each([
      ['zero', duration('PT0S')],
      ['a negative duration', duration('-PT1H')],
      ['a date in the past', date('2020-01-01T00:00:00Z')],
    ])('should be due at once for %s', async (_, definition) => {
      // given
      const about = await story(CATCHING[position](definition), '', {
        now: MORNING,
      });
      // when
      about.start();
      // then
      expect(about.wait('on')).toMatchObject({ dueAt: MORNING });
      // when
      about.advance(0);
      // then
      expect(about).toMatchObject(AFTER_CATCHING[position]);
    });
  });

  describe.each<CatchPosition>([
    'non-interrupting boundary event',
    'non-interrupting event sub-process',
  ])('repeated by a %s', position => {
    it('should fire as often as its cycle says', async () => {
      // given
      const about = await story(CATCHING[position](cycle('R3/PT10M')), '', {
        now: MORNING,
      });
      about.start();
      // when
      about.advance(10 * MINUTE);
      // then
      expect(about.wait('on')).toMatchObject({
        fired: 1,
        dueAt: MORNING + 20 * MINUTE,
      });
      // when
      about.advance(DAY);
      // then
      expect(timesCaught(about)).toBe(3);
      expect(about.waiting).toEqual(['work']);
      // when
      about.completeJob('work');
      // then
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    });

    it('should go on without end until its scope does', async () => {
      // given
      const about = await story(CATCHING[position](cycle('R/PT1H')), '', {
        now: MORNING,
      });
      // when
      about.start().advance(DAY).completeJob('work').advance(DAY);
      // then
      expect(timesCaught(about)).toBe(24);
      expect(about.state).toBe('completed');
    });

    it('should fire a date or duration once', async () => {
      // given
      const about = await story(CATCHING[position](duration('PT1H')));
      // when
      about.start().advance(DAY);
      // then
      expect(timesCaught(about)).toBe(1);
      expect(about.waiting).toEqual(['work']);
    });

    it.each([
      ['', 'once', 1],
      ['once', 'once', 1],
      ['skip', 'skip', 0],
      ['all', 'all', 4],
    ])(
      'should make up for missed times as catchUp="%s" says',
      async (catchUp, understood, times) => {
        // given
        const about = await story(
          CATCHING[position](
            cycle('R/PT10M', catchUp && `catchUp="${catchUp}"`),
          ),
          '',
          { now: MORNING },
        );
        about.start();
        expect(about.wait('on')).toMatchObject({ catchUp: understood });
        // when
        about.host.now = MORNING + 45 * MINUTE;
        about.advance(0);
        // then
        expect(timesCaught(about)).toBe(times);
        expect(about.wait('on')).toMatchObject({
          dueAt: MORNING + 50 * MINUTE,
        });
      },
    );

    it('should not wait for a cycle without repetitions', async () => {
      // given
      const about = await story(CATCHING[position](cycle('R0/PT10M')));
      // when
      about.start();
      // then
      expect(about.waiting).toEqual(['work']);
    });
  });

  describe.each<CatchPosition>([
    'intermediate catch event',
    'interrupting boundary event',
    'interrupting event sub-process',
  ])('not repeated by an %s', position => {
    it.each(['R3/PT10M', 'R/PT10M', '*/10 * * * *'])(
      'should fire %s once',
      async text => {
        // given
        const about = await story(CATCHING[position](cycle(text)), '', {
          now: MORNING + 1,
        });
        // when
        about.start().advance(DAY);
        // then
        expect(about).toMatchObject(AFTER_CATCHING[position]);
        expect(left(about)).toEqual([]);
      },
    );

    it('should wait for its next regular time if it is late and late times are skipped', async () => {
      // given
      const about = await story(
        CATCHING[position](cycle('R/PT10M', 'catchUp="skip"')),
        '',
        { now: MORNING },
      );
      about.start();
      // when
      about.host.now = MORNING + 45 * MINUTE;
      about.advance(0);
      // then
      expect(about.completed).toEqual(['start']);
      expect(about.wait('on')).toMatchObject({ dueAt: MORNING + 50 * MINUTE });
      // when
      about.advance(5 * MINUTE);
      // then
      expect(about).toMatchObject(AFTER_CATCHING[position]);
    });
  });

  it('should be an incident where only a cycle without repetitions is waited for', async () => {
    // given
    const about = await story(
      CATCHING['intermediate catch event'](cycle('R0/PT10M')),
    );
    // when
    about.start();
    // then
    expect(about.incidents).toMatchObject([
      {
        elementId: 'on',
        message:
          'Expected intermediate catch event (on) to have an event to wait for, but it has none. Give it one in the model, and migrate the instance',
      },
    ]);
  });

  it('should be withdrawn when what it watches is done in time', async () => {
    // given
    const about = await given(__dirname, 'deadline.bpmn');
    about.start({ hours: 2 });
    expect(about.waiting).toEqual(['late', 'remind', 'review', 'tooLong']);
    // when
    about.advance(HOUR - 1).completeTask('review');
    // then
    expect(about.completed).toEqual(['start', 'review', 'end', 'deadline']);
    expect(left(about)).toEqual([]);
  });

  it('should remind, then be late, then give up', async () => {
    // given
    const about = await given(__dirname, 'deadline.bpmn');
    about.start({ hours: 2 });
    // when
    about.advance(90 * MINUTE);
    // then
    expect(about.completed).toEqual(['start', 'remind', 'reminded']);
    // when
    about.advance(30 * MINUTE);
    // then
    expect(about.terminated).toEqual(['review']);
    expect(about.waiting).toEqual(['escalate', 'tooLong']);
    // when
    about.advance(2 * DAY);
    // then
    expect(about.terminated).toEqual(['review', 'escalate']);
    expect(about.completed.slice(-3)).toEqual(['stopped', 'stop', 'deadline']);
    expect(left(about)).toEqual([]);
  });

  it('should begin a process', async () => {
    // given
    const content = `<startEvent id="nightly">${cycle(
      '0 2 * * *',
      'timeZone="Europe/Berlin"',
    )}</startEvent><task id="clean" />${flow('nightly', 'clean')}`;
    const { definition } = await parse(processXml(content));
    expect(startSubscriptions(definition!, MORNING).subscriptions).toEqual([
      {
        elementId: 'nightly',
        event: 0,
        waitsFor: {
          kind: 'timer',
          schedule: {
            kind: 'cron',
            cron: '0 2 * * *',
            timeZone: 'Europe/Berlin',
          },
          dueAt: Date.UTC(2026, 0, 6, 1),
          fired: 0,
          catchUp: 'once',
        },
      },
    ]);
    // when
    const about = (await story(content)).start({}, 'nightly');
    // then
    expect(about.completed).toEqual(['nightly', 'clean', 'story']);
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

function timesCaught({ completed }: { completed: readonly string[] }): number {
  return completed.filter(id => id === 'caught').length;
}
