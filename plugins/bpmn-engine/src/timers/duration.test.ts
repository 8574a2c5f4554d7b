import { addDuration, parseDuration, readDuration } from './duration';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (text: string) => Date.parse(text);

describe('parseDuration', () => {
  it.each([
    ['PT15M', 0, 0, 15 * 60_000],
    ['PT36H', 0, 0, 36 * HOUR_MS],
    ['P1Y2M', 14, 0, 0],
    ['P2W', 0, 14, 0],
    ['P1Y1M1W1DT1H1M1S', 13, 8, 3_661_000],
    ['P0.5Y', 6, 0, 0],
    ['P1.5D', 0, 1, 12 * HOUR_MS],
    ['P0.5W', 0, 3, 12 * HOUR_MS],
    ['PT0,5S', 0, 0, 500],
    ['PT4.35S', 0, 0, 4350],
    ['PT0.07S', 0, 0, 70],
    ['PT1.001S', 0, 0, 1001],
    ['PT0.0001S', 0, 0, 1],
    ['-P1D', 0, -1, 0],
    ['P-1D', 0, -1, 0],
    ['-P-1D', 0, 1, 0],
    ['P1DT-2H', 0, 1, -2 * HOUR_MS],
    ['PT0S', 0, 0, 0],
    ['P1000Y', 12_000, 0, 0],
  ])('should read %s', (...[text, months, days, ms]) => {
    expect(parseDuration(text)).toEqual({ months, days, ms });
  });

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    'P1',
    '1D',
    'P1H',
    'PT1D',
    'P1D2M',
    'p1d',
    'P--1D',
    'P1D ',
    'P1.D',
    '15 minutes',
    'P0001-00-01T00:00:00',
  ])('should refuse "%s"', text => {
    expect(parseDuration(text)).toMatchObject({
      problem: expect.stringMatching(
        /^Expected an ISO 8601 duration, but found .*\. Write for example PT15M/,
      ),
    });
  });

  it.each([
    'P1000000000Y',
    'P1001Y',
    'P400000D',
    'PT9e99S'.replace('e', '9'.repeat(30)),
    `P${'9'.repeat(400)}Y`,
  ])('should refuse %s, which nobody waits for', text => {
    expect(parseDuration(text)).toMatchObject({
      problem: expect.stringContaining('at most 1,000 years'),
    });
  });

  it('should refuse fractions of a month', () => {
    expect(parseDuration('P1.5M')).toMatchObject({
      problem:
        'Expected a duration of whole months, but found "P1.5M". Write the fraction in days or hours, for example P15D.',
    });
  });
});

describe('readDuration', () => {
  it('should take a schedule that nobody has parsed for a bug', () => {
    expect(() => readDuration('soon')).toThrow('Expected an ISO 8601 duration');
  });
});

describe('addDuration', () => {
  it.each([
    [
      'exact parts exactly, across a clock change',
      'PT24H',
      '2026-03-28T12:00:00+01:00',
      '2026-03-29T13:00:00+02:00',
    ],
    [
      'a day keeping the time of day when clocks go forward',
      'P1D',
      '2026-03-28T12:00:00+01:00',
      '2026-03-29T12:00:00+02:00',
    ],
    [
      'a day keeping the time of day when clocks go back',
      'P1D',
      '2026-10-24T12:00:00+02:00',
      '2026-10-25T12:00:00+01:00',
    ],
    [
      'a day ending in the gap',
      'P1D',
      '2026-03-28T02:30:00+01:00',
      '2026-03-29T03:00:00+02:00',
    ],
    [
      'a day ending in the repeated hour',
      'P1D',
      '2026-10-24T02:30:00+02:00',
      '2026-10-25T02:30:00+02:00',
    ],
    [
      'a month, cut to the length of February',
      'P1M',
      '2026-01-31T12:00:00+01:00',
      '2026-02-28T12:00:00+01:00',
    ],
    [
      'a month to a leap day',
      'P1M',
      '2028-01-31T12:00:00+01:00',
      '2028-02-29T12:00:00+01:00',
    ],
    [
      'a year from a leap day',
      'P1Y',
      '2028-02-29T12:00:00+01:00',
      '2029-02-28T12:00:00+01:00',
    ],
    [
      'months before days',
      'P1M1D',
      '2026-01-31T12:00:00+01:00',
      '2026-03-01T12:00:00+01:00',
    ],
    [
      'days before hours',
      'P1DT1H',
      '2026-03-28T02:30:00+01:00',
      '2026-03-29T04:00:00+02:00',
    ],
    [
      'negative months',
      '-P2M',
      '2026-01-31T12:00:00+01:00',
      '2025-11-30T12:00:00+01:00',
    ],
  ])('should add %s', (...[, duration, from, to]) => {
    expect(
      addDuration(at(from), readDuration(duration), {
        timeZone: 'Europe/Berlin',
      }),
    ).toBe(at(to));
  });

  it('should add a multiple from the beginning, not step by step', () => {
    const month = readDuration('P1M');
    const from = at('2026-01-31T00:00:00Z');

    expect(addDuration(from, month, { times: 2 })).toBe(
      at('2026-03-31T00:00:00Z'),
    );
  });

  it('should end in infinity and not in NaN', () => {
    expect(addDuration(0, readDuration('P1000Y'), { times: 1e9 })).toBe(
      Infinity,
    );
    expect(addDuration(0, readDuration('P1000D'), { times: 1e9 })).toBe(
      Infinity,
    );
    expect(addDuration(5 * DAY_MS, readDuration('PT0S'), {})).toBe(5 * DAY_MS);
  });
});
