import { scheduleInWords, timesAfter } from './scheduleInWords';

describe('scheduleInWords', () => {
  it.each([
    ['timeCycle', '30 6 * * 1-5', 'At 06:30, Monday through Friday (UTC)'],
    ['timeCycle', '@daily', 'Every day, at midnight (UTC)'],
    ['timeCycle', 'R3/PT10M', 'Every 10 minutes, 3 times'],
    ['timeCycle', 'R/2026-01-01T00:00:00Z/P1D', 'Every 1 day'],
    ['timeCycle', '=cron', 'As computed by cron'],
    ['timeCycle', 'no cron at all', 'no cron at all (UTC)'],
    ['timeDuration', 'PT2H', 'Once, 2 hours after it is deployed'],
    ['timeDate', '2027-01-01', 'Once, at 2027-01-01'],
  ] as const)('should say what %s %s means', (kind, text, words) => {
    expect(scheduleInWords({ kind, text })).toBe(words);
  });

  it('should name the zone', () => {
    const timer = { kind: 'timeCycle', text: '@hourly' } as const;
    expect(scheduleInWords({ ...timer, timeZone: 'Europe/Berlin' })).toBe(
      'Every hour (Europe/Berlin)',
    );
  });
});

describe('timesAfter', () => {
  const dueAt = '2026-11-27T05:30:00.000Z';

  it('should tell the times after the next one, in the zone of the timer', () => {
    const timer = {
      kind: 'timeCycle',
      text: '30 6 * * 1-5',
      timeZone: 'Europe/Berlin',
    } as const;
    expect(timesAfter(timer, dueAt, 2)).toEqual([
      '2026-11-30T05:30:00.000Z',
      '2026-12-01T05:30:00.000Z',
    ]);
  });

  it.each(['R/PT1H', '=cron', 'no cron'])(
    'should not guess those of %s',
    text => {
      expect(timesAfter({ kind: 'timeCycle', text }, dueAt, 2)).toEqual([]);
    },
  );
});
