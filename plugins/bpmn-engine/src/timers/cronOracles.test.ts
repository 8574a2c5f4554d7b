import { CronExpressionParser } from 'cron-parser';
import { DateTime } from 'luxon';
import { CronRule } from './cron';
import { nextCronTime } from './cronTimes';
import { randomFrom } from './testing/random';
import { at, ruleOf } from './testing/schedules';

describe('nextCronTime and cron-parser', () => {
  const { pick, between } = randomFrom(20260329);
  const field = (min: number, max: number) => () =>
    pick([
      () => '*',
      () => '*',
      () => `${between(min, max)}`,
      () => `${min}-${between(min + 1, max)}`,
      () => `*/${between(2, 7)}`,
      () => `${min},${between(min + 1, max)}`,
    ])();
  const randomCron = () =>
    [
      field(0, 59),
      field(0, 59),
      field(0, 23),
      field(1, 28),
      field(1, 12),
      field(0, 6),
    ]
      .map(part => part())
      .join(' ');

  it('should agree where clocks are never changed', () => {
    for (let run = 0; run < 300; run++) {
      // given
      const cron = randomCron();
      const from = between(at('2000-01-01'), at('2040-01-01'));
      const theirs = CronExpressionParser.parse(cron, {
        currentDate: from,
        tz: 'UTC',
      });

      // when
      let ours: number | undefined = from;
      for (let index = 0; index < 5; index++) {
        ours = nextCronTime(ruleOf(cron), 'UTC', ours ?? 0);

        // then
        expect([cron, ours]).toEqual([cron, theirs.next().getTime()]);
      }
    }
  });
});

describe('nextCronTime and a walk through every minute', () => {
  const { pick, between } = randomFrom(20261101);
  const CHANGES = [
    ['Europe/Berlin', '2026-03-29T00:00:00Z'],
    ['Europe/Berlin', '2026-10-25T00:00:00Z'],
    ['America/New_York', '2026-03-08T06:00:00Z'],
    ['America/New_York', '2026-11-01T04:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T14:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T13:00:00Z'],
    ['Africa/Cairo', '2026-04-23T21:00:00Z'],
    ['Africa/Cairo', '2026-10-29T19:00:00Z'],
    ['America/Havana', '2026-03-08T04:00:00Z'],
    ['America/Havana', '2026-11-01T03:00:00Z'],
  ] as const;

  /** Hour and minute on the wall, for every minute of some hours before and after clocks are changed. */
  const wallOf = (zone: string, change: string) =>
    Array.from({ length: 24 * 60 }, (_, index) => {
      const instant = at(change) + (index - 12 * 60) * 60_000;
      const { year, month, day, hour, minute } = DateTime.fromMillis(instant, {
        zone,
      });
      return { instant, local: Date.UTC(year, month - 1, day, hour, minute) };
    });

  const dueTimes = (rule: CronRule, wall: ReturnType<typeof wallOf>) => {
    const isDue = (local: number) =>
      rule.hours.includes(new Date(local).getUTCHours()) &&
      rule.minutes.includes(new Date(local).getUTCMinutes());
    const shown = wall.filter(({ local }) => isDue(local));
    if (rule.hoursAre === 'every') {
      return shown.map(({ instant }) => instant);
    }
    const due = new Set<number>();
    for (
      let { local } = wall[0];
      local <= wall[wall.length - 1].local;
      local += 60_000
    ) {
      const first = wall.find(minute => minute.local >= local)!;
      if (isDue(local)) {
        due.add(first.instant);
      }
    }
    if (rule.hoursAre === 'step') {
      shown.forEach(({ instant }) => due.add(instant));
    }
    return [...due].sort((a, b) => a - b);
  };

  it('should agree when clocks are changed', () => {
    for (const [zone, change] of CHANGES) {
      const wall = wallOf(zone, change);
      for (let run = 0; run < 12; run++) {
        // given
        const minutes = pick([
          '*',
          '*/20',
          '30',
          '0',
          '15,45',
          `${between(0, 59)}`,
        ]);
        const hours = pick([
          '*',
          '*/2',
          '0-4',
          '2',
          '1,3',
          '*/3',
          '0',
          '23',
          '1/5',
        ]);
        const cron = `${minutes} ${hours} * * *`;
        const rule = ruleOf(cron);

        // when
        const ours: number[] = [];
        let time = nextCronTime(rule, zone, wall[0].instant - 1)!;
        while (time <= wall[wall.length - 1].instant) {
          ours.push(time);
          time = nextCronTime(rule, zone, time)!;
        }

        // then
        expect([cron, zone, change, ours]).toEqual([
          cron,
          zone,
          change,
          dueTimes(rule, wall),
        ]);
      }
    }
  });
});
