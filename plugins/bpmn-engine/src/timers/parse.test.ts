import { parseSchedule, ParseScheduleOptions } from './parse';
import { TimerKind } from './schedule';

const at = (text: string) => Date.parse(text);
const problemOf = (
  kind: TimerKind,
  text: string,
  options?: ParseScheduleOptions,
) => {
  const parsed = parseSchedule(kind, text, options);
  return 'problem' in parsed ? parsed.problem : undefined;
};

describe('parseSchedule', () => {
  it('should read a date in the zone of the timer', () => {
    expect(
      parseSchedule('date', ' 2026-07-01T08:00:00 ', {
        timeZone: 'Europe/Berlin',
      }),
    ).toEqual({ schedule: { kind: 'date', at: at('2026-07-01T06:00:00Z') } });
  });

  it('should read a duration and keep its zone', () => {
    expect(parseSchedule('duration', 'P1D')).toEqual({
      schedule: { kind: 'duration', duration: 'P1D' },
    });
    expect(
      parseSchedule('duration', 'P1D', { timeZone: 'Europe/Berlin' }),
    ).toEqual({
      schedule: {
        kind: 'duration',
        duration: 'P1D',
        timeZone: 'Europe/Berlin',
      },
    });
  });

  it.each([
    ['R/PT1H', { repetitions: null, interval: 'PT1H' }],
    ['R-1/PT1H', { repetitions: null, interval: 'PT1H' }],
    ['R0/PT1H', { repetitions: 0, interval: 'PT1H' }],
    ['R3/PT10M', { repetitions: 3, interval: 'PT10M' }],
    ['R999999999/PT1S', { repetitions: 999_999_999, interval: 'PT1S' }],
    [
      'R3/2026-01-01T00:00:00Z/PT1H',
      { repetitions: 3, interval: 'PT1H', start: at('2026-01-01T00:00:00Z') },
    ],
    [
      'R/2026-01-01T00:00:00[Europe/Berlin]/P1D',
      {
        repetitions: null,
        interval: 'P1D',
        start: at('2025-12-31T23:00:00Z'),
        timeZone: 'Europe/Berlin',
      },
    ],
    [
      'R/2026-01-01T00:00:00@America/Port-au-Prince/P1D',
      {
        repetitions: null,
        interval: 'P1D',
        start: at('2026-01-01T05:00:00Z'),
        timeZone: 'America/Port-au-Prince',
      },
    ],
    [
      'R/PT1H/2026-01-01T12:00:00Z',
      { repetitions: null, interval: 'PT1H', end: at('2026-01-01T12:00:00Z') },
    ],
    [
      'R4/2026-01-01/2026-01-02T12:00',
      {
        repetitions: 4,
        interval: 'PT129600S',
        start: at('2026-01-01T00:00:00Z'),
      },
    ],
  ])('should read the cycle %s', (text, cycle) => {
    expect(parseSchedule('cycle', text)).toEqual({
      schedule: { kind: 'cycle', ...cycle },
    });
  });

  it('should read a cron, in UTC unless a zone is given', () => {
    expect(parseSchedule('cycle', '0 9 * * MON-FRI')).toEqual({
      schedule: { kind: 'cron', cron: '0 9 * * MON-FRI', timeZone: 'UTC' },
    });
    expect(
      parseSchedule('cycle', '@daily', { timeZone: 'America/New_York' }),
    ).toEqual({
      schedule: { kind: 'cron', cron: '@daily', timeZone: 'America/New_York' },
    });
  });

  it('should return plain data', () => {
    const texts = ['R3/2026-01-01/P1D', '0 9 * * *'];

    for (const text of texts) {
      const parsed = parseSchedule('cycle', text);
      expect(JSON.parse(JSON.stringify(parsed))).toEqual(parsed);
    }
  });

  it.each([
    ['R3', 'Expected an ISO 8601 repeating interval, but found "R3"'],
    ['R/', 'Expected an ISO 8601 repeating interval, but found "R/"'],
    ['Rx/PT1H', 'Expected an ISO 8601 repeating interval'],
    ['R-2/PT1H', 'Expected an ISO 8601 repeating interval'],
    [
      'PT1H',
      'Expected an ISO 8601 repeating interval, but found "PT1H". Write for example R/PT1H',
    ],
    ['R9999999999/PT1H', 'Expected at most 999,999,999 repetitions'],
    ['R3/soon', 'Expected an ISO 8601 duration, but found "soon"'],
    ['R3/soon/PT1H', 'Expected an ISO 8601 date and time, but found "soon"'],
    ['R3//PT1H', 'Expected an ISO 8601 date and time, but found nothing'],
    ['R3/PT1H/PT1H', 'Expected an ISO 8601 date and time, but found "PT1H"'],
    ['R3/2026-01-01', 'Expected an ISO 8601 duration'],
    ['R3/2026-01-01/PT1H/2026-02-01', 'Expected at most two parts after R'],
    [
      'R3/2026-01-02/2026-01-01',
      'Expected an end at least one second after the start',
    ],
    ['R3/0001-01-01/9999-01-01', 'Expected a duration of at most 1,000 years'],
    ['R3/2026-02-30/PT1H', 'Expected an ISO 8601 date and time'],
    ['R3/2026-01-01/2026-02-30', 'Expected an ISO 8601 date and time'],
    ['R3/PT1H/2026-02-30', 'Expected an ISO 8601 date and time'],
    ['R3/PT1X/2026-02-20', 'Expected an ISO 8601 duration'],
    ['R3/2026-01-01/PT', 'Expected an ISO 8601 duration'],
    ['R/PT0S', 'Expected an interval of at least one second'],
    ['R999999999/PT0S', 'Expected an interval of at least one second'],
    ['R/PT0.999S', 'Expected an interval of at least one second'],
    ['R/-PT1H', 'without negative parts'],
    ['R/P1DT-1H', 'without negative parts'],
    ['R/P1000000000Y', 'Expected a duration of at most 1,000 years'],
    ['every day', 'Expected a cron of 5 fields'],
    ['', 'Expected a cron of 5 fields'],
    [
      '0 0 30 2 *',
      'Expected a cron with a date that exists, but found "0 0 30 2 *". No such day',
    ],
    ['0 0 31 4,6 *', 'Expected a cron with a date that exists'],
    ['*'.repeat(501), 'Expected at most 500 characters'],
  ])('should say what is wrong with the cycle "%s"', (text, problem) => {
    expect(problemOf('cycle', text)).toContain(problem);
  });

  it.each<[TimerKind, string]>([
    ['date', 'PT1H'],
    ['duration', '2026-01-01'],
    ['duration', 'R3/PT1H'],
    ['date', '0 9 * * *'],
  ])('should not take for a %s what belongs elsewhere: %s', (kind, text) => {
    expect(problemOf(kind, text)).toMatch(/^Expected .*, but found /);
  });

  it.each<[TimerKind, string]>([
    ['date', '2026-01-01'],
    ['duration', 'PT1H'],
    ['cycle', 'R/PT1H'],
    ['cycle', '@daily'],
  ])('should refuse an unknown zone for the %s %s', (kind, text) => {
    expect(problemOf(kind, text, { timeZone: 'Europe/Atlantis' })).toBe(
      'Expected an IANA time zone, but found "Europe/Atlantis". Write for example Europe/Berlin, America/New_York or UTC.',
    );
    expect(problemOf(kind, text, { timeZone: '+02:00' })).toContain(
      'Expected an IANA time zone',
    );
  });

  it('should cut what it quotes', () => {
    expect(problemOf('duration', 'x'.repeat(400))).toContain(
      `"${'x'.repeat(60)}…"`,
    );
  });
});
