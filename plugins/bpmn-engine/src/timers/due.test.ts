import { arm, firstDue, nextDueTimes } from './due';
import { TimerKind } from './schedule';
import { at, iso, schedule } from './testing/schedules';

const NOON = at('2026-05-01T12:00:00Z');

describe('firstDue', () => {
  it.each<[TimerKind, string, string | undefined]>([
    ['date', '2026-05-01T13:00:00Z', '2026-05-01T13:00:00Z'],
    ['date', '2020-01-01', '2026-05-01T12:00:00Z'],
    ['date', '9999-12-31', '9999-12-31T00:00:00Z'],
    ['duration', 'PT15M', '2026-05-01T12:15:00Z'],
    ['duration', 'P1M', '2026-06-01T12:00:00Z'],
    ['duration', 'PT0S', '2026-05-01T12:00:00Z'],
    ['duration', '-PT1H', '2026-05-01T12:00:00Z'],
    ['duration', '-P1Y', '2026-05-01T12:00:00Z'],
    ['duration', 'P1000Y', '3026-05-01T12:00:00Z'],
    ['cycle', 'R/PT1H', '2026-05-01T13:00:00Z'],
    ['cycle', 'R3/P1M', '2026-06-01T12:00:00Z'],
    ['cycle', 'R0/PT1H', undefined],
    ['cycle', 'R0/2027-01-01/PT1H', undefined],
    ['cycle', 'R3/2026-05-01T12:00:00Z/PT1H', '2026-05-01T12:00:00Z'],
    ['cycle', 'R3/2026-05-02T00:00:00Z/PT1H', '2026-05-02T00:00:00Z'],
    ['cycle', 'R3/2020-01-01T00:30:00Z/PT1H', '2026-05-01T12:30:00Z'],
    ['cycle', 'R3/2020-01-31/P1M', '2026-05-31T00:00:00Z'],
    ['cycle', 'R/PT1H/2026-05-01T13:00:00Z', '2026-05-01T13:00:00Z'],
    ['cycle', 'R/PT1H/2026-05-01T12:59:59Z', undefined],
    ['cycle', '0 12 * * *', '2026-05-01T12:00:00Z'],
    ['cycle', '1 12 * * *', '2026-05-01T12:01:00Z'],
  ])('should say when the %s %s is due', (kind, text, due) => {
    expect(iso(firstDue(schedule(kind, text), NOON))).toBe(due);
    expect(iso(firstDue(arm(schedule(kind, text), NOON), NOON))).toBe(due);
  });

  it('should never be due after the year 9999', () => {
    const late = at('9999-06-01T00:00:00Z');

    expect(firstDue(schedule('duration', 'P1Y'), late)).toBeUndefined();
    expect(firstDue(schedule('cycle', 'R/P1Y'), late)).toBeUndefined();
    expect(firstDue(schedule('cycle', '0 0 1 1 *'), late)).toBeUndefined();
  });

  it('should count days in the zone of the timer', () => {
    const eve = at('2026-03-28T12:00:00+01:00');

    expect(
      iso(firstDue(schedule('duration', 'P1D', 'Europe/Berlin'), eve)),
    ).toBe('2026-03-29T10:00:00Z');
    expect(iso(firstDue(schedule('duration', 'P1D'), eve))).toBe(
      '2026-03-29T11:00:00Z',
    );
  });
});

describe('arm', () => {
  it('should give a cycle without start an anchor', () => {
    expect(arm(schedule('cycle', 'R/P1M'), NOON)).toEqual({
      kind: 'cycle',
      repetitions: null,
      interval: 'P1M',
      anchor: NOON,
    });
  });

  it('should keep the anchor it has', () => {
    const armed = arm(schedule('cycle', 'R/P1M'), NOON);

    expect(arm(armed, NOON + 1)).toBe(armed);
  });

  it.each<[TimerKind, string]>([
    ['date', '2026-01-01'],
    ['duration', 'PT1H'],
    ['cycle', 'R/2026-01-01/P1M'],
    ['cycle', '@daily'],
  ])('should leave the %s %s as it is', (kind, text) => {
    const original = schedule(kind, text);

    expect(arm(original, NOON)).toBe(original);
  });
});

describe('nextDueTimes', () => {
  it.each<[string, TimerKind, string, string[]]>([
    ['date', 'date', '2026-05-02', ['2026-05-02T00:00:00Z']],
    ['duration', 'duration', 'PT1H', ['2026-05-01T13:00:00Z']],
    [
      'finite cycle',
      'cycle',
      'R2/PT1H',
      ['2026-05-01T13:00:00Z', '2026-05-01T14:00:00Z'],
    ],
    [
      'cycle that began before',
      'cycle',
      'R2/2026-05-01T00:30:00Z/PT1H',
      ['2026-05-01T12:30:00Z', '2026-05-01T13:30:00Z'],
    ],
    [
      'cycle with an end',
      'cycle',
      'R/PT1H/2026-05-01T14:00:00Z',
      ['2026-05-01T13:00:00Z', '2026-05-01T14:00:00Z'],
    ],
    [
      'cycle between start and end',
      'cycle',
      'R2/2026-05-02/2026-05-03',
      ['2026-05-02T00:00:00Z', '2026-05-03T00:00:00Z'],
    ],
    ['cycle without repetitions', 'cycle', 'R0/PT1H', []],
    [
      'cron',
      'cycle',
      '0 9 * * MON',
      ['2026-05-04T09:00:00Z', '2026-05-11T09:00:00Z', '2026-05-18T09:00:00Z'],
    ],
  ])('should list the next three of a %s', (...[, kind, text, times]) => {
    expect(nextDueTimes(schedule(kind, text), NOON, 3).map(iso)).toEqual(times);
  });

  it('should be bounded', () => {
    const endless = schedule('cycle', 'R/PT1H');

    expect(nextDueTimes(endless, NOON, 0)).toEqual([]);
    expect(nextDueTimes(endless, NOON, -1)).toEqual([]);
    expect(nextDueTimes(endless, NOON, NaN)).toEqual([]);
    expect(nextDueTimes(endless, NOON, Infinity)).toHaveLength(1000);
  });

  it('should keep the time of day of a daily cycle when clocks are changed', () => {
    const daily = schedule('cycle', 'R/P1D', 'Europe/Berlin');

    expect(
      nextDueTimes(daily, at('2026-03-27T02:30:00+01:00'), 3).map(iso),
    ).toEqual([
      '2026-03-28T01:30:00Z',
      '2026-03-29T01:00:00Z',
      '2026-03-30T00:30:00Z',
    ]);
  });

  it('should not be due twice at one instant where a day was skipped', () => {
    const daily = schedule('cycle', 'R/2011-12-29T00:00:00[Pacific/Apia]/P1D');

    expect(nextDueTimes(daily, at('2011-12-29T10:00:00Z'), 4).map(iso)).toEqual(
      [
        '2011-12-29T10:00:00Z',
        '2011-12-30T10:00:00Z',
        '2011-12-31T10:00:00Z',
        '2012-01-01T10:00:00Z',
      ],
    );
  });
});
