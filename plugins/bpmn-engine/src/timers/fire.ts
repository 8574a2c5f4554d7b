import { TimerSchedule } from './schedule';
import { Series, seriesOf } from './series';

/**
 * What becomes of the due times that were missed, e.g. while nothing was running. A timer is late if its next regular time
 * has come as well.
 *
 * - `skip`: a late firing does not count; the timer waits for its next regular time, which may be this very millisecond.
 *   Only if no further one would come, it counts after all, so that nothing waits for ever.
 * - `once`: a late firing counts, for all that were missed.
 * - `all`: every missed firing is made up for, one after the other; of more than 1,000 the latest 1,000, the others are
 *   dropped as with `once`.
 *
 * Missed firings use up their repetition, whether they are made up for or not: R4, fired when all four have passed, is
 * finished after one firing with `once` and `skip`, and after four with `all`.
 *
 * @public
 */
export type CatchUp = 'skip' | 'once' | 'all';

/**
 * How far a timer has come, and what time it is.
 *
 * @public
 */
export interface TimerProgress {
  /** Repetitions used up before this one: 0, and then `fired` of the previous answer. */
  readonly fired: number;
  /** The due time that has come, epoch ms. */
  readonly due: number;
  /** Epoch ms. May be before `due`, when somebody fires by hand: that due time is then used up. */
  readonly now: number;
}

/**
 * What firing a timer means.
 *
 * @public
 */
export interface NextFiring {
  /** Whether this firing counts; it does not if it was missed and is skipped. */
  readonly trigger: boolean;
  /** `fired` for the next time. For a cycle, the repetitions used up; for a cron, the firings asked about. */
  readonly fired: number;
  /** Epoch ms of the next due time; absent: the timer is finished. */
  readonly nextDue?: number;
}

const MOST_MADE_UP = 1000;

/**
 * What it means that a timer is fired at `now`, maybe late. `due` is always used up, and the next due time is never the
 * same again; only with `all` it may be in the past.
 *
 * @param schedule - as `arm` has returned it
 */
export function fire(
  schedule: TimerSchedule,
  progress: TimerProgress,
  catchUp: CatchUp,
): NextFiring {
  const series = seriesOf(schedule, progress);
  const { fired, due, now } = progress;
  const next = series?.after(due);
  if (!series || next === undefined) {
    return { trigger: true, fired: fired + 1 };
  }
  const isLate = next <= now;
  if (isLate && catchUp === 'skip') {
    const onTime = series.after(now - 1);
    if (onTime !== undefined) {
      return {
        trigger: false,
        fired: fired + 1 + series.repetitionsBetween(due, now - 1),
        nextDue: onTime,
      };
    }
  }
  const passed =
    isLate && catchUp === 'all'
      ? startOfMakingUp(series, due, now)
      : Math.max(due, now);
  const nextDue = series.after(passed);
  return {
    trigger: true,
    fired: fired + 1 + series.repetitionsBetween(due, passed),
    ...(nextDue !== undefined && { nextDue }),
  };
}

/** The instant after which all that was missed is made up for: `due`, unless that were too many. */
function startOfMakingUp(series: Series, due: number, now: number): number {
  if (!series.hasMoreThan(MOST_MADE_UP, due, now)) {
    return due;
  }
  let low = due;
  let high = now;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (series.hasMoreThan(MOST_MADE_UP, middle, now)) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}
