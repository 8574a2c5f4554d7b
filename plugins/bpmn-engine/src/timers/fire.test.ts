import { arm, firstDue, nextDueTimes } from './due';
import { CatchUp, fire } from './fire';
import { TimerKind, TimerSchedule } from './schedule';
import { at, iso, schedule } from './testing/schedules';

const HOUR_MS = 3_600_000;
const NOON = at('2026-05-01T12:00:00Z');

describe('fire on time', () => {
  it.each<[TimerKind, string]>([
    ['date', '2026-05-01T12:00:00Z'],
    ['duration', 'PT1H'],
    ['cycle', 'R1/PT1H'],
    ['cycle', 'R/PT1H/2026-05-01T12:30:00Z'],
  ])('should finish the %s %s', (kind, text) => {
    expect(
      fire(schedule(kind, text), { fired: 0, due: NOON, now: NOON }, 'once'),
    ).toEqual({ trigger: true, fired: 1 });
  });

  it('should count repetitions', () => {
    // given
    const armed = arm(schedule('cycle', 'R3/PT1H'), NOON);
    const due = firstDue(armed, NOON)!;

    // when
    const first = fire(armed, { fired: 0, due, now: due + 5 }, 'once');
    const second = fire(
      armed,
      { fired: first.fired, due: first.nextDue!, now: first.nextDue! + 5 },
      'once',
    );
    const third = fire(
      armed,
      { fired: second.fired, due: second.nextDue!, now: second.nextDue! + 5 },
      'once',
    );

    // then
    expect(first).toEqual({
      trigger: true,
      fired: 1,
      nextDue: NOON + 2 * HOUR_MS,
    });
    expect(second).toEqual({
      trigger: true,
      fired: 2,
      nextDue: NOON + 3 * HOUR_MS,
    });
    expect(third).toEqual({ trigger: true, fired: 3 });
  });

  it('should not drift, neither by lateness nor at the end of months', () => {
    // given
    const armed = arm(schedule('cycle', 'R/P1M'), at('2026-01-31T10:00:00Z'));
    const times: (string | undefined)[] = [];
    let due = firstDue(armed, at('2026-01-31T10:00:00Z'));

    // when
    for (let fired = 0; fired < 5; fired++) {
      times.push(iso(due));
      due = fire(
        armed,
        { fired, due: due!, now: due! + HOUR_MS },
        'once',
      ).nextDue;
    }

    // then
    expect(times).toEqual([
      '2026-02-28T10:00:00Z',
      '2026-03-31T10:00:00Z',
      '2026-04-30T10:00:00Z',
      '2026-05-31T10:00:00Z',
      '2026-06-30T10:00:00Z',
    ]);
  });

  it('should get by without an anchor where intervals are exact', () => {
    const cycle = schedule('cycle', 'R/PT1H');

    expect(
      fire(cycle, { fired: 7, due: NOON, now: NOON + 90 }, 'once'),
    ).toEqual({ trigger: true, fired: 8, nextDue: NOON + HOUR_MS });
  });

  it('should use up a due time that is fired early, by hand', () => {
    const daily = schedule('cycle', '0 12 * * *');

    expect(
      fire(daily, { fired: 0, due: NOON, now: NOON - HOUR_MS }, 'once'),
    ).toEqual({ trigger: true, fired: 1, nextDue: NOON + 24 * HOUR_MS });
  });
});

describe('fire late', () => {
  const armedAt = NOON - HOUR_MS;
  // Due at 12:00, 13:00, 14:00 and 15:00.
  const four = arm(schedule('cycle', 'R4/PT1H'), armedAt);
  const endless = arm(schedule('cycle', 'R/PT1H'), armedAt);
  const hourly = schedule('cycle', '0 * * * *');
  const inTime = (text: string) => at(`2026-05-01T${text}:00Z`);

  it.each<[string, TimerSchedule, CatchUp, string, object]>([
    [
      'once: not late',
      endless,
      'once',
      '12:59',
      { trigger: true, fired: 1, nextDue: inTime('13:00') },
    ],
    [
      'once: two missed',
      endless,
      'once',
      '14:30',
      { trigger: true, fired: 3, nextDue: inTime('15:00') },
    ],
    [
      'once: missed to the very moment',
      endless,
      'once',
      '14:00',
      { trigger: true, fired: 3, nextDue: inTime('15:00') },
    ],
    [
      'once: missed ones use up repetitions',
      four,
      'once',
      '14:30',
      { trigger: true, fired: 3, nextDue: inTime('15:00') },
    ],
    ['once: all missed', four, 'once', '20:00', { trigger: true, fired: 4 }],
    [
      'once: cron',
      hourly,
      'once',
      '14:30',
      { trigger: true, fired: 1, nextDue: inTime('15:00') },
    ],
    [
      'skip: not late',
      endless,
      'skip',
      '12:59',
      { trigger: true, fired: 1, nextDue: inTime('13:00') },
    ],
    [
      'skip: two missed',
      endless,
      'skip',
      '14:30',
      { trigger: false, fired: 3, nextDue: inTime('15:00') },
    ],
    [
      'skip: missed but for the very moment',
      endless,
      'skip',
      '14:00',
      { trigger: false, fired: 2, nextDue: inTime('14:00') },
    ],
    [
      'skip: all missed but the last, which is now',
      four,
      'skip',
      '15:00',
      { trigger: false, fired: 3, nextDue: inTime('15:00') },
    ],
    [
      'all: missed to the very moment',
      endless,
      'all',
      '13:00',
      { trigger: true, fired: 1, nextDue: inTime('13:00') },
    ],
    [
      'skip: missed ones use up repetitions',
      four,
      'skip',
      '14:30',
      { trigger: false, fired: 3, nextDue: inTime('15:00') },
    ],
    [
      'skip: all missed, so this one counts',
      four,
      'skip',
      '20:00',
      { trigger: true, fired: 4 },
    ],
    [
      'skip: cron',
      hourly,
      'skip',
      '14:30',
      { trigger: false, fired: 1, nextDue: inTime('15:00') },
    ],
    [
      'all: not late',
      endless,
      'all',
      '12:59',
      { trigger: true, fired: 1, nextDue: inTime('13:00') },
    ],
    [
      'all: two missed',
      endless,
      'all',
      '14:30',
      { trigger: true, fired: 1, nextDue: inTime('13:00') },
    ],
    [
      'all: all missed',
      four,
      'all',
      '20:00',
      { trigger: true, fired: 1, nextDue: inTime('13:00') },
    ],
    [
      'all: cron',
      hourly,
      'all',
      '14:30',
      { trigger: true, fired: 1, nextDue: inTime('13:00') },
    ],
  ])('should catch up, %s', (...[, armed, catchUp, now, next]) => {
    expect(
      fire(armed, { fired: 0, due: NOON, now: inTime(now) }, catchUp),
    ).toEqual(next);
  });

  it.each<CatchUp>(['skip', 'once', 'all'])(
    'should let what happens once count however late it is, with %s',
    catchUp => {
      const progress = { fired: 0, due: NOON, now: NOON + 1e12 };

      for (const once of [
        schedule('date', '2026-05-01T12:00:00Z'),
        schedule('duration', 'PT1H'),
        arm(schedule('cycle', 'R1/PT1H'), armedAt),
      ]) {
        expect(fire(once, progress, catchUp)).toEqual({
          trigger: true,
          fired: 1,
        });
      }
    },
  );

  it('should stop at the end of a cycle', () => {
    // given
    const until = arm(
      schedule('cycle', 'R/PT1H/2026-05-01T13:30:00Z'),
      armedAt,
    );

    // when
    const answers = (['skip', 'once', 'all'] as const).map(catchUp =>
      fire(until, { fired: 0, due: NOON, now: inTime('20:00') }, catchUp),
    );

    // then
    expect(answers).toEqual([
      { trigger: true, fired: 2 },
      { trigger: true, fired: 2 },
      { trigger: true, fired: 1, nextDue: inTime('13:00') },
    ]);
  });

  const makeUpAll = (armed: TimerSchedule, now: number) => {
    const triggered: number[] = [];
    let fired = 0;
    let due: number | undefined = NOON;
    while (due !== undefined && due <= now) {
      triggered.push(due);
      const next = fire(armed, { fired, due, now }, 'all');
      fired = next.fired;
      due = next.nextDue;
    }
    return { triggered, fired, due };
  };

  it('should make up for every missed firing with all', () => {
    const { triggered, fired, due } = makeUpAll(four, inTime('20:00'));

    expect(triggered.map(iso)).toEqual([
      '2026-05-01T12:00:00Z',
      '2026-05-01T13:00:00Z',
      '2026-05-01T14:00:00Z',
      '2026-05-01T15:00:00Z',
    ]);
    expect([fired, due]).toEqual([4, undefined]);
  });

  it.each([
    ['a cycle', 'R/PT1S'],
    ['a finite cycle', 'R100000/PT1S'],
    ['a cron of every second', '* * * * * *'],
    ['a cron that is dense and rare', '* * 9 * * *'],
  ])('should make up for the latest 1,000 of %s at most', (_, text) => {
    // given
    const armed = arm(schedule('cycle', text), NOON - 1000);
    const now = NOON + 30 * 24 * HOUR_MS + 500;

    // when
    const { triggered, due } = makeUpAll(armed, now);

    // then
    expect(triggered).toHaveLength(1001);
    expect(triggered[0]).toBe(NOON);
    expect(triggered.slice(1)).toEqual(nextDueTimes(armed, triggered[1], 1000));
    expect(due === undefined || due > now).toBe(true);
  });

  it('should count what it drops, with all', () => {
    const armed = arm(schedule('cycle', 'R5000/PT1S'), NOON - 1000);

    const { triggered, fired, due } = makeUpAll(armed, NOON + 1e9);

    expect(triggered).toHaveLength(1001);
    expect([fired, due]).toEqual([5000, undefined]);
  });
});
