import { parseDate } from './date';

describe('parseDate', () => {
  it.each([
    ['with Z', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    ['without seconds', '2026-01-01T10:30Z', '2026-01-01T10:30:00Z'],
    [
      'with milliseconds',
      '2026-01-01T00:00:00.25Z',
      '2026-01-01T00:00:00.250Z',
    ],
    ['with a comma', '2026-01-01T00:00:00,25Z', '2026-01-01T00:00:00.250Z'],
    [
      'with nanoseconds, rounded up',
      '2026-01-01T00:00:00.070000001Z',
      '2026-01-01T00:00:00.071Z',
    ],
    [
      'with milliseconds that floats get wrong',
      '2026-01-01T00:00:00.070Z',
      '2026-01-01T00:00:00.070Z',
    ],
    ['with an offset', '2026-01-01T00:00:00-05:30', '2026-01-01T05:30:00Z'],
    ['with a short offset', '2026-01-01T00:00:00+02', '2025-12-31T22:00:00Z'],
    ['with a basic offset', '2026-01-01T00:00:00+0200', '2025-12-31T22:00:00Z'],
    [
      'with an offset with seconds',
      '2026-01-01T00:00:00+00:00:30',
      '2025-12-31T23:59:30Z',
    ],
    ['at 24:00', '2026-01-31T24:00:00Z', '2026-02-01T00:00:00Z'],
    ['of a leap day', '2028-02-29T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['of the first century', '0050-01-01T00:00:00Z', '0050-01-01T00:00:00Z'],
    [
      'of the last year',
      '9999-12-31T23:59:59.999Z',
      '9999-12-31T23:59:59.999Z',
    ],
    ['that is local', '2026-01-01T00:00:00', '2025-12-31T23:00:00Z'],
    [
      'that is local and skipped',
      '2026-03-29T02:30:00',
      '2026-03-29T01:00:00Z',
    ],
    [
      'that is local and exists twice',
      '2026-10-25T02:30:00',
      '2026-10-25T00:30:00Z',
    ],
    ['without a time, which is midnight', '2026-07-01', '2026-06-30T22:00:00Z'],
  ])('should read a date %s', (_, text, instant) => {
    expect(parseDate(text, 'Europe/Berlin')).toEqual({
      at: Date.parse(instant),
    });
  });

  it.each([
    [
      '2026-07-01T00:00:00[America/New_York]',
      'America/New_York',
      '2026-07-01T04:00:00Z',
    ],
    [
      '2026-07-01T00:00:00@America/New_York',
      'America/New_York',
      '2026-07-01T04:00:00Z',
    ],
    ['2026-07-01@America/New_York', 'America/New_York', '2026-07-01T04:00:00Z'],
    [
      '2026-07-01T00:00:00+02:00[Europe/Paris]',
      'Europe/Paris',
      '2026-06-30T22:00:00Z',
    ],
    [
      '2026-10-25T02:30:00+01:00[Europe/Paris]',
      'Europe/Paris',
      '2026-10-25T01:30:00Z',
    ],
    ['2026-07-01T00:00:00Z[UTC]', 'UTC', '2026-07-01T00:00:00Z'],
  ])('should read the zone of %s', (text, timeZone, instant) => {
    expect(parseDate(text, 'UTC')).toEqual({
      at: Date.parse(instant),
      timeZone,
    });
  });

  it.each([
    '',
    'tomorrow',
    '2026',
    '2026-01',
    '20260101T000000Z',
    '2026-W01-1',
    '2026-02-29',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-01-01T25:00:00Z',
    '2026-01-01T24:00:01Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01 00:00:00',
    '+012026-01-01T00:00:00Z',
    '-0001-01-01T00:00:00Z',
    '999999999-01-01T00:00:00Z',
    '10:00:00',
    '2026-01-01T00:00:00[]',
  ])('should refuse "%s"', text => {
    expect(parseDate(text, 'UTC')).toMatchObject({
      problem: expect.stringMatching(
        /^Expected an ISO 8601 date and time, but found .*\. Write for example/,
      ),
    });
  });

  it('should refuse a zone that does not exist', () => {
    expect(
      parseDate('2026-01-01T00:00:00[Europe/Atlantis]', 'UTC'),
    ).toMatchObject({
      problem:
        'Expected an IANA time zone, but found "Europe/Atlantis". Write for example Europe/Berlin, America/New_York or UTC.',
    });
  });
});
