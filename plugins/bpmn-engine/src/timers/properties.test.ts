import { arm, firstDue, nextDueTimes } from './due';
import { CatchUp, fire } from './fire';
import { TimerKind, TimerSchedule } from './schedule';
import { randomFrom } from './testing/random';
import { schedule as scheduleOf } from './testing/schedules';

const { between, pick } = randomFrom(20261025);
const RUNS = 300;
const SHOWN = 12;
const LISTED = 200;

const number = (min: number, max: number) => `${between(min, max)}`;
const field = (min: number, max: number) =>
  pick([
    '*',
    number(min, max),
    `*/${number(2, 6)}`,
    `${min}-${number(min + 1, max)}`,
  ]);
const interval = () =>
  pick([
    `PT${number(1, 90)}S`,
    `PT${number(1, 300)}M`,
    `PT${number(1, 50)}H`,
    `P${number(1, 40)}D`,
    `P${number(1, 14)}M`,
    `P${number(1, 3)}Y${number(0, 11)}M${number(0, 40)}DT${number(0, 99)}H`,
  ]);
const instant = () =>
  between(Date.parse('2020-01-01'), Date.parse('2035-01-01'));
const date = () => new Date(instant()).toISOString();

const RANDOM: readonly (() => readonly [TimerKind, string])[] = [
  () => ['date', date()],
  () => ['duration', `${pick(['', '-'])}${interval()}`],
  () => ['cycle', `R${number(0, 15)}/${interval()}`],
  () => ['cycle', `R/${interval()}`],
  () => ['cycle', `R${number(0, 15)}/${date()}/${interval()}`],
  () => ['cycle', `R/${interval()}/${date()}`],
  () => [
    'cycle',
    [field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6)].join(
      ' ',
    ),
  ],
  () => ['cycle', `0 ${field(0, 59)} ${field(0, 3)} * * *`],
];

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Havana',
  'Asia/Kathmandu',
];

/** A moment, often just before clocks are changed somewhere. */
const moment = () =>
  pick([
    instant,
    () => Date.parse('2026-03-29T01:00:00Z') + between(-9e6, 9e6),
    () => Date.parse('2026-10-25T01:00:00Z') + between(-9e6, 9e6),
    () => Date.parse('2026-11-01T05:00:00Z') + between(-9e6, 9e6),
    () => Date.parse('2026-04-04T15:00:00Z') + between(-9e6, 9e6),
  ])();

interface Sample {
  readonly text: string;
  readonly schedule: TimerSchedule;
  readonly now: number;
}

const samples: readonly Sample[] = Array.from({ length: RUNS }, () => {
  const [kind, text] = pick(RANDOM)();
  const timeZone = pick(ZONES);
  const now = moment();
  return {
    text: `${text} in ${timeZone} from ${new Date(now).toISOString()}`,
    schedule: arm(scheduleOf(kind, text, timeZone), now),
    now,
  };
});

/** Fires on time, at most so often. */
const fireOnTime = (
  { schedule, now }: Sample,
  catchUp: CatchUp,
  count: number,
) => {
  const times: number[] = [];
  let fired = 0;
  let due = firstDue(schedule, now);
  while (due !== undefined && times.length < count) {
    times.push(due);
    const next = fire(schedule, { fired, due, now: due }, catchUp);
    fired = next.fired;
    due = next.nextDue;
  }
  return { times, fired };
};

describe('timers, whatever they are set to', () => {
  it('should be due at whole milliseconds, later each time and never before now', () => {
    for (const { text, schedule, now } of samples) {
      let previous = now - 1;
      for (const due of nextDueTimes(schedule, now, SHOWN)) {
        expect([text, Number.isInteger(due), due > previous]).toEqual([
          text,
          true,
          true,
        ]);
        previous = due;
      }
    }
  });

  it.each<CatchUp>(['skip', 'once', 'all'])(
    'should be due as announced if they are fired on time, with %s',
    catchUp => {
      for (const sample of samples) {
        const announced = nextDueTimes(sample.schedule, sample.now, SHOWN);

        expect([sample.text, fireOnTime(sample, catchUp, SHOWN).times]).toEqual(
          [sample.text, announced],
        );
      }
    },
  );

  it('should repeat exactly as often as they say', () => {
    const bounded = samples.flatMap(sample =>
      sample.schedule.kind === 'cycle' && !sample.schedule.end
        ? [{ ...sample, repetitions: sample.schedule.repetitions ?? 20 }]
        : [],
    );

    for (const sample of bounded) {
      const { times } = fireOnTime(sample, 'once', 20);

      expect([sample.text, times.length]).toEqual([
        sample.text,
        sample.repetitions,
      ]);
    }
  });

  it('should find the same times wherever the search starts', () => {
    for (const { text, schedule, now } of samples) {
      const times = nextDueTimes(schedule, now, SHOWN);
      const isRegular =
        schedule.kind === 'cron' ||
        (schedule.kind === 'cycle' && schedule.repetitions === null);
      for (const [index, due] of isRegular ? times.entries() : []) {
        const from = between(index === 0 ? now : times[index - 1] + 1, due);

        expect([text, firstDue(schedule, from)]).toEqual([text, due]);
      }
    }
  });

  it('should go on after now when they are fired late, and neither lose nor add a repetition', () => {
    const cycles = samples
      .filter(({ schedule }) => schedule.kind === 'cycle')
      .map(sample => ({
        ...sample,
        all: nextDueTimes(sample.schedule, sample.now, LISTED),
      }))
      .filter(({ all }) => all.length > 0);

    for (const { text, schedule, now, all } of cycles) {
      // given
      const [due] = all;
      const late = pick(all) + between(0, 500);

      // when
      const next = fire(schedule, { fired: 0, due, now: late }, 'once');

      // then
      const passed = all.filter(time => time <= late).length;
      const isListed = passed < LISTED;
      expect([text, isListed && next]).toEqual([
        text,
        isListed && {
          trigger: true,
          fired: passed,
          ...(passed < all.length && { nextDue: all[passed] }),
        },
      ]);
      expect(firstDue(schedule, now)).toBe(due);
    }
  });
});
