import { DAY_MS } from './calendar';
import {
  clockChangeBetween,
  instantOf,
  isTimeZone,
  offsetAt,
} from './timeZone';

const HOUR_MS = 3_600_000;
const at = (text: string) => Date.parse(text);

describe('isTimeZone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'])(
    'should know %s',
    name => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each(['', '+02:00', 'Z', 'local', 'Mars/Olympus', ' UTC'])(
    'should not take "%s" for a zone',
    name => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});

describe('offsetAt', () => {
  it.each([
    ['UTC', '2026-07-01T00:00:00Z', 0],
    ['Europe/Berlin', '2026-01-01T00:00:00Z', 1],
    ['Europe/Berlin', '2026-07-01T00:00:00Z', 2],
    ['America/New_York', '2026-07-01T00:00:00Z', -4],
    ['Asia/Kathmandu', '2026-07-01T00:00:00Z', 5.75],
    ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', 10.5],
  ])('should say how far %s is ahead at %s', (timeZone, instant, hours) => {
    expect(offsetAt(timeZone, at(instant))).toBe(hours * HOUR_MS);
  });
});

describe('clockChangeBetween', () => {
  it('should find the first millisecond of the new offset', () => {
    // given
    const day = at('2026-03-28T12:00:00Z');

    // when
    const change = clockChangeBetween('Europe/Berlin', day, day + DAY_MS);

    // then
    expect(change).toEqual({
      at: at('2026-03-29T01:00:00Z'),
      before: HOUR_MS,
      after: 2 * HOUR_MS,
    });
  });

  it('should find nothing on an ordinary day', () => {
    const day = at('2026-05-01T00:00:00Z');

    expect(
      clockChangeBetween('Europe/Berlin', day, day + DAY_MS),
    ).toBeUndefined();
  });
});

describe('instantOf', () => {
  it.each([
    [
      'an ordinary time',
      'Europe/Berlin',
      '2026-05-01T02:30',
      '2026-05-01T00:30',
    ],
    [
      'a time that is skipped',
      'Europe/Berlin',
      '2026-03-29T02:30',
      '2026-03-29T01:00',
    ],
    [
      'the end of the gap',
      'Europe/Berlin',
      '2026-03-29T03:00',
      '2026-03-29T01:00',
    ],
    [
      'a time after the gap',
      'Europe/Berlin',
      '2026-03-29T03:30',
      '2026-03-29T01:30',
    ],
    [
      'a time shown twice',
      'Europe/Berlin',
      '2026-10-25T02:30',
      '2026-10-25T00:30',
    ],
    [
      'the end of what is shown twice',
      'Europe/Berlin',
      '2026-10-25T03:00',
      '2026-10-25T02:00',
    ],
    [
      'the gap of New York',
      'America/New_York',
      '2026-03-08T02:30',
      '2026-03-08T07:00',
    ],
    [
      'the repeated hour of New York',
      'America/New_York',
      '2026-11-01T01:30',
      '2026-11-01T05:30',
    ],
    [
      'the half-hour gap',
      'Australia/Lord_Howe',
      '2026-10-04T02:15',
      '2026-10-03T15:30',
    ],
    [
      'the repeated half-hour',
      'Australia/Lord_Howe',
      '2026-04-05T01:45',
      '2026-04-04T14:45',
    ],
    [
      'a midnight that is skipped',
      'Africa/Cairo',
      '2026-04-24T00:00',
      '2026-04-23T22:00',
    ],
    [
      'a day that was skipped',
      'Pacific/Apia',
      '2011-12-30T12:00',
      '2011-12-30T10:00',
    ],
  ])('should resolve %s', (...[, timeZone, local, instant]) => {
    expect(instantOf(timeZone, at(`${local}Z`))).toBe(at(`${instant}Z`));
  });
});
