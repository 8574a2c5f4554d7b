import { LAST_INSTANT } from './calendar';
import { addDuration, readDuration } from './duration';
import { CycleSchedule, DurationSchedule, TimerSchedule } from './schedule';
import { cronSeries, cycleSeries, seriesOf } from './series';

const MOST_SHOWN = 1000;

/**
 * A schedule as it is to be stored when its timer begins to wait. A cycle without start is given the moment as its anchor;
 * without it, P1M from 31 January would go from 28 February on to 28 March. Everything else stays as it is.
 *
 * @param now - epoch ms
 */
export function arm(schedule: TimerSchedule, now: number): TimerSchedule {
  return schedule.kind === 'cycle' && originOf(schedule) === undefined
    ? { ...schedule, anchor: now }
    : schedule;
}

function originOf({ start, anchor }: CycleSchedule): number | undefined {
  return start ?? anchor;
}

/**
 * When a timer that begins to wait is due for the first time. A date or a duration in the past is due at once; a cycle
 * whose start is in the past is due at its next regular time, with all repetitions to come.
 *
 * @param now - epoch ms
 * @returns epoch ms, not before `now`; undefined: never (R0, after its end, after the year 9999)
 */
export function firstDue(
  schedule: TimerSchedule,
  now: number,
): number | undefined {
  switch (schedule.kind) {
    case 'date':
      return Math.max(now, schedule.at);
    case 'duration':
      return durationDue(schedule, now);
    case 'cycle':
      return schedule.repetitions === 0
        ? undefined
        : firstOfCycle(schedule, now);
    default:
      return cronSeries(schedule).after(now - 1);
  }
}

function durationDue(
  { duration, timeZone }: DurationSchedule,
  now: number,
): number | undefined {
  const due = addDuration(now, readDuration(duration), { timeZone });
  return due <= LAST_INSTANT ? Math.max(now, due) : undefined;
}

function firstOfCycle(cycle: CycleSchedule, now: number): number | undefined {
  const armed =
    originOf(cycle) === undefined ? { ...cycle, anchor: now } : cycle;
  return cycleSeries(armed).after(now - 1);
}

/**
 * The next due times of a timer that begins to wait at `now`, for "the next five times" on a screen.
 *
 * @param now - epoch ms
 * @param count - how many; at most 1,000
 * @returns epoch ms, rising; fewer if the timer is finished before
 */
export function nextDueTimes(
  schedule: TimerSchedule,
  now: number,
  count: number,
): readonly number[] {
  const armed = arm(schedule, now);
  const first = firstDue(armed, now);
  if (first === undefined || !(count >= 1)) {
    return [];
  }
  const series = seriesOf(armed, { fired: 0, due: first });
  const times = [first];
  let next = series?.after(first);
  while (next !== undefined && times.length < Math.min(count, MOST_SHOWN)) {
    times.push(next);
    next = series?.after(next);
  }
  return times;
}
