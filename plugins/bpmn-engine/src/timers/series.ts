import { DAY_MS, LAST_INSTANT } from './calendar';
import { CronRule, parseCron } from './cron';
import { nextCronTime } from './cronTimes';
import {
  addDuration,
  Duration,
  isCalendarDuration,
  readDuration,
} from './duration';
import { isProblem } from './problems';
import { CronSchedule, CycleSchedule, TimerSchedule } from './schedule';

/** The due times of a repeating timer. All instants are epoch ms. */
export interface Series {
  /** The first due time after an instant; undefined: there is none. */
  readonly after: (instant: number) => number | undefined;
  /** How many repetitions lie after one instant and up to another; 0 where they are not counted. */
  readonly repetitionsBetween: (from: number, to: number) => number;
  /** Whether more than so many due times lie after one instant and up to another. */
  readonly hasMoreThan: (limit: number, from: number, to: number) => boolean;
}

/** How far a repeating timer has come. */
export interface SeriesProgress {
  /** Repetitions used up before `due`. */
  readonly fired: number;
  /** Epoch ms of a due time. */
  readonly due: number;
}

// An average, for a first guess only.
const MONTH_MS = 30.436875 * DAY_MS;

/** The due times of a timer that has come so far; undefined if it does not repeat. */
export function seriesOf(
  schedule: TimerSchedule,
  progress: SeriesProgress,
): Series | undefined {
  switch (schedule.kind) {
    case 'cycle':
      return cycleSeries(schedule, progress);
    case 'cron':
      return cronSeries(schedule);
    default:
      return undefined;
  }
}

/**
 * The due times of a cycle.
 *
 * @param cycle - armed; one that is not is counted on from `due`, which is the same unless it has months or days
 * @param progress - absent: all repetitions are to come
 */
export function cycleSeries(
  cycle: CycleSchedule,
  progress?: SeriesProgress,
): Series {
  const interval = readDuration(cycle.interval);
  const origin = cycle.start ?? cycle.anchor ?? progress?.due ?? 0;
  const first = cycle.start === undefined ? 1 : 0;
  const at = (index: number) =>
    index === 0
      ? origin
      : addDuration(origin, interval, {
          times: index,
          timeZone: cycle.timeZone,
        });
  /** Of the last due time up to an instant; one before the first if there is none. */
  const indexAt = (instant: number) =>
    Math.max(
      first - 1,
      indexOf(instant - origin, interval, index => at(index) - origin),
    );
  const lastRepetition = () =>
    cycle.repetitions === null || !progress
      ? Infinity
      : at(indexAt(progress.due) + cycle.repetitions - progress.fired - 1);
  const until = Math.min(LAST_INSTANT, cycle.end ?? Infinity, lastRepetition());
  const repetitionsBetween = (from: number, to: number) =>
    Math.max(0, indexAt(Math.min(to, until)) - indexAt(from));

  return {
    after: instant => {
      const next = at(indexAt(instant) + 1);
      return next <= until ? next : undefined;
    },
    repetitionsBetween,
    hasMoreThan: (limit, from, to) => repetitionsBetween(from, to) > limit,
  };
}

/**
 * How often an interval has passed after some time.
 *
 * @param distance - ms since the beginning
 * @param at - ms from the beginning to so many intervals later
 */
function indexOf(
  distance: number,
  interval: Duration,
  at: (index: number) => number,
): number {
  const { months, days, ms } = interval;
  const guess = Math.floor(distance / (months * MONTH_MS + days * DAY_MS + ms));
  if (!isCalendarDuration(interval)) {
    return guess;
  }
  let index = Math.max(0, guess);
  while (index > 0 && at(index) > distance) {
    index--;
  }
  while (at(index + 1) <= distance) {
    index++;
  }
  return distance < 0 ? -1 : index;
}

/** The due times of a cron. */
export function cronSeries({ cron, timeZone }: CronSchedule): Series {
  const rule = parseCron(cron);
  if (isProblem(rule)) {
    throw new Error(rule.problem);
  }
  const after = (instant: number) => nextCronTime(rule, timeZone, instant);

  return {
    after,
    repetitionsBetween: () => 0,
    hasMoreThan: (limit, from, to) => {
      // A clock change may add a time or two.
      if (to - from < (limit - 10) * shortestDistance(rule)) {
        return false;
      }
      let count = 0;
      let time = after(from);
      while (time !== undefined && time <= to && count <= limit) {
        count++;
        time = after(time);
      }
      return count > limit;
    },
  };
}

/** How near to each other the due times of a cron can be, in ms, but for clock changes. */
function shortestDistance({ seconds, minutes, hours }: CronRule): number {
  if (seconds.length > 1) {
    return 1000;
  }
  if (minutes.length > 1) {
    return 60_000;
  }
  return hours.length > 1 ? 3_600_000 : 22 * 3_600_000;
}
