import { DateTime } from 'luxon';
import { nextCronTime } from './cronTimes';
import { at, ruleOf } from './testing/schedules';

/** The due times after a local time, as local times with their offset. */
const timesAfter = (cron: string, from: string, count: number) => {
  const zone = /\[(.*)\]/.exec(from)?.[1] ?? 'UTC';
  const rule = ruleOf(cron);
  const times: string[] = [];
  let time: number | undefined = at(from.replace(/\[.*/, ''));
  while (times.length < count) {
    time = nextCronTime(rule, zone, time);
    if (time === undefined) {
      break;
    }
    times.push(
      DateTime.fromMillis(time, { zone }).toISO({
        suppressMilliseconds: true,
      })!,
    );
  }
  return times;
};

describe('nextCronTime', () => {
  it.each([
    [
      '0 9 * * *',
      '2026-01-01T09:00:00Z',
      ['2026-01-02T09:00:00Z', '2026-01-03T09:00:00Z'],
    ],
    ['0 9 * * *', '2026-01-01T08:59:59.999Z', ['2026-01-01T09:00:00Z']],
    ['0 9 * * *', '2026-01-01T09:00:00.001Z', ['2026-01-02T09:00:00Z']],
    [
      '*/20 * * * * *',
      '2026-01-01T23:59:41Z',
      ['2026-01-02T00:00:00Z', '2026-01-02T00:00:20Z'],
    ],
    [
      '30 9,17 * * MON-FRI',
      '2026-01-02T09:30:00Z',
      ['2026-01-02T17:30:00Z', '2026-01-05T09:30:00Z'],
    ],
    [
      '0 0 29 2 *',
      '2026-01-01T00:00:00Z',
      ['2028-02-29T00:00:00Z', '2032-02-29T00:00:00Z'],
    ],
    ['0 0 29 2 *', '2096-03-01T00:00:00Z', ['2104-02-29T00:00:00Z']],
    [
      '0 0 L * *',
      '2026-01-31T00:00:00Z',
      ['2026-02-28T00:00:00Z', '2026-03-31T00:00:00Z'],
    ],
    [
      '0 0 * * 5L',
      '2026-01-01T00:00:00Z',
      ['2026-01-30T00:00:00Z', '2026-02-27T00:00:00Z'],
    ],
    ['0 0 * * 5L', '2027-04-01T00:00:00Z', ['2027-04-30T00:00:00Z']],
    [
      '0 0 * * 5#3',
      '2026-01-01T00:00:00Z',
      ['2026-01-16T00:00:00Z', '2026-02-20T00:00:00Z'],
    ],
    [
      '0 0 * 2 1#5',
      '2026-01-01T00:00:00Z',
      ['2044-02-29T00:00:00Z', '2072-02-29T00:00:00Z'],
    ],
    [
      '0 0 13 * FRI',
      '2026-02-09T00:00:00Z',
      ['2026-02-13T00:00:00Z', '2026-02-20T00:00:00Z'],
    ],
    [
      '0 0 1 * ?',
      '2026-01-01T00:00:00Z',
      ['2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'],
    ],
    [
      '0 0 9 ? * MON',
      '2026-01-01T00:00:00Z',
      ['2026-01-05T09:00:00Z', '2026-01-12T09:00:00Z'],
    ],
    [
      '0 0 1 1 *',
      '1969-06-01T00:00:00Z',
      ['1970-01-01T00:00:00Z', '1971-01-01T00:00:00Z'],
    ],
  ])('should find the times of "%s" after %s', (cron, from, times) => {
    expect(timesAfter(cron, from, times.length)).toEqual(times);
  });

  it('should find nothing after the year 9999', () => {
    expect(
      nextCronTime(ruleOf('0 0 1 1 *'), 'UTC', at('9999-12-31T00:00:00Z')),
    ).toBeUndefined();
  });

  it('should give up on days that do not exist', () => {
    expect(
      nextCronTime(ruleOf('0 0 31 4,6,9,11 *'), 'Europe/Berlin', 0),
    ).toBeUndefined();
  });
});

describe('nextCronTime when clocks are put forward', () => {
  it.each([
    {
      what: 'a fixed time that does not exist, at the end of the gap',
      cron: '30 2 * * *',
      from: '2026-03-28T01:00:00+01:00[Europe/Berlin]',
      times: [
        '2026-03-28T02:30:00+01:00',
        '2026-03-29T03:00:00+02:00',
        '2026-03-30T02:30:00+02:00',
      ],
    },
    {
      what: 'several fixed times that do not exist, once',
      cron: '*/10 2 * * *',
      from: '2026-03-28T02:50:00+01:00[Europe/Berlin]',
      times: ['2026-03-29T03:00:00+02:00', '2026-03-30T02:00:00+02:00'],
    },
    {
      what: 'the end of the gap only once',
      cron: '30 2,3 * * *',
      from: '2026-03-29T00:00:00+01:00[Europe/Berlin]',
      times: [
        '2026-03-29T03:00:00+02:00',
        '2026-03-29T03:30:00+02:00',
        '2026-03-30T02:30:00+02:00',
      ],
    },
    {
      what: 'a fixed time outside the gap as ever',
      cron: '30 9 * * *',
      from: '2026-03-28T09:00:00+01:00[Europe/Berlin]',
      times: ['2026-03-28T09:30:00+01:00', '2026-03-29T09:30:00+02:00'],
    },
    {
      what: 'every hour that exists',
      cron: '30 * * * *',
      from: '2026-03-29T00:30:00+01:00[Europe/Berlin]',
      times: [
        '2026-03-29T01:30:00+01:00',
        '2026-03-29T03:30:00+02:00',
        '2026-03-29T04:30:00+02:00',
      ],
    },
    {
      what: 'every twenty minutes without a hole',
      cron: '*/20 * * * *',
      from: '2026-03-29T01:20:00+01:00[Europe/Berlin]',
      times: [
        '2026-03-29T01:40:00+01:00',
        '2026-03-29T03:00:00+02:00',
        '2026-03-29T03:20:00+02:00',
      ],
    },
    {
      what: 'every two hours, with the one that does not exist at the end of the gap',
      cron: '30 */2 * * *',
      from: '2026-03-29T00:00:00+01:00[Europe/Berlin]',
      times: [
        '2026-03-29T00:30:00+01:00',
        '2026-03-29T03:00:00+02:00',
        '2026-03-29T04:30:00+02:00',
      ],
    },
    {
      what: 'a fixed time in New York',
      cron: '30 2 * * *',
      from: '2026-03-07T12:00:00-05:00[America/New_York]',
      times: ['2026-03-08T03:00:00-04:00', '2026-03-09T02:30:00-04:00'],
    },
    {
      what: 'a fixed time in a gap of half an hour',
      cron: '15 2 * * *',
      from: '2026-10-03T12:00:00+10:30[Australia/Lord_Howe]',
      times: ['2026-10-04T02:30:00+11:00', '2026-10-05T02:15:00+11:00'],
    },
    {
      what: 'every hour where the gap is half an hour',
      cron: '15,45 * * * *',
      from: '2026-10-04T01:15:00+10:30[Australia/Lord_Howe]',
      times: [
        '2026-10-04T01:45:00+10:30',
        '2026-10-04T02:45:00+11:00',
        '2026-10-04T03:15:00+11:00',
      ],
    },
    {
      what: 'a midnight that does not exist',
      cron: '0 0 * * *',
      from: '2026-04-23T12:00:00+02:00[Africa/Cairo]',
      times: ['2026-04-24T01:00:00+03:00', '2026-04-25T00:00:00+03:00'],
    },
    {
      what: 'a yearly time in the gap, found from far away',
      cron: '30 2 29 3 *',
      from: '2025-06-01T00:00:00+02:00[Europe/Berlin]',
      times: ['2026-03-29T03:00:00+02:00', '2027-03-29T02:30:00+02:00'],
    },
    {
      what: 'a day that was skipped altogether',
      cron: '0 12 * * *',
      from: '2011-12-29T12:00:00-10:00[Pacific/Apia]',
      times: ['2011-12-31T00:00:00+14:00', '2011-12-31T12:00:00+14:00'],
    },
  ])('should be due at $what', ({ cron, from, times }) => {
    expect(timesAfter(cron, from, times.length)).toEqual(times);
  });
});

describe('nextCronTime when clocks are put back', () => {
  it.each([
    {
      what: 'a fixed time once, the first time',
      cron: '30 2 * * *',
      from: '2026-10-24T12:00:00+02:00[Europe/Berlin]',
      times: ['2026-10-25T02:30:00+02:00', '2026-10-26T02:30:00+01:00'],
    },
    {
      what: 'fixed times once, all of them',
      cron: '*/30 2,3 * * *',
      from: '2026-10-24T12:00:00+02:00[Europe/Berlin]',
      times: [
        '2026-10-25T02:00:00+02:00',
        '2026-10-25T02:30:00+02:00',
        '2026-10-25T03:00:00+01:00',
        '2026-10-25T03:30:00+01:00',
      ],
    },
    {
      what: 'a fixed time not again, if the search starts in the repeated hour',
      cron: '30 2 * * *',
      from: '2026-10-25T02:15:00+01:00[Europe/Berlin]',
      times: ['2026-10-26T02:30:00+01:00'],
    },
    {
      what: 'fixed hours after the repeated one',
      cron: '45 2,3 * * *',
      from: '2026-10-25T02:50:00+02:00[Europe/Berlin]',
      times: ['2026-10-25T03:45:00+01:00'],
    },
    {
      what: 'every hour, through both',
      cron: '30 * * * *',
      from: '2026-10-25T01:00:00+02:00[Europe/Berlin]',
      times: [
        '2026-10-25T01:30:00+02:00',
        '2026-10-25T02:30:00+02:00',
        '2026-10-25T02:30:00+01:00',
        '2026-10-25T03:30:00+01:00',
      ],
    },
    {
      what: 'every twenty minutes, through both',
      cron: '*/20 * * * *',
      from: '2026-10-25T02:20:00+02:00[Europe/Berlin]',
      times: [
        '2026-10-25T02:40:00+02:00',
        '2026-10-25T02:00:00+01:00',
        '2026-10-25T02:20:00+01:00',
        '2026-10-25T02:40:00+01:00',
        '2026-10-25T03:00:00+01:00',
      ],
    },
    {
      what: 'every two hours, both times',
      cron: '30 */2 * * *',
      from: '2026-10-25T00:00:00+02:00[Europe/Berlin]',
      times: [
        '2026-10-25T00:30:00+02:00',
        '2026-10-25T02:30:00+02:00',
        '2026-10-25T02:30:00+01:00',
        '2026-10-25T04:30:00+01:00',
      ],
    },
    {
      what: 'a fixed time in New York once',
      cron: '30 1 * * *',
      from: '2026-10-31T12:00:00-04:00[America/New_York]',
      times: ['2026-11-01T01:30:00-04:00', '2026-11-02T01:30:00-05:00'],
    },
    {
      what: 'a fixed time in a repeated half-hour once',
      cron: '45 1 * * *',
      from: '2026-04-04T12:00:00+11:00[Australia/Lord_Howe]',
      times: ['2026-04-05T01:45:00+11:00', '2026-04-06T01:45:00+10:30'],
    },
    {
      what: 'every quarter through both half-hours',
      cron: '*/15 * * * *',
      from: '2026-04-05T01:30:00+11:00[Australia/Lord_Howe]',
      times: [
        '2026-04-05T01:45:00+11:00',
        '2026-04-05T01:30:00+10:30',
        '2026-04-05T01:45:00+10:30',
        '2026-04-05T02:00:00+10:30',
      ],
    },
    {
      what: 'the hour before midnight, which is shown twice, although the next one is a year away',
      cron: '30 * 26 10 *',
      from: '2023-10-26T23:30:00+03:00[Africa/Cairo]',
      times: ['2023-10-26T23:30:00+02:00', '2024-10-26T00:30:00+03:00'],
    },
    {
      what: 'a midnight that exists twice, once',
      cron: '0 0 * * *',
      from: '2026-10-31T12:00:00-04:00[America/Havana]',
      times: ['2026-11-01T00:00:00-04:00', '2026-11-02T00:00:00-05:00'],
    },
  ])('should be due at $what', ({ cron, from, times }) => {
    expect(timesAfter(cron, from, times.length)).toEqual(times);
  });
});
