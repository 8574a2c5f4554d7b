import { DAY_MS, daysInMonth, LAST_INSTANT } from './calendar';
import { CronMonthDays, CronRule, CronWeekDays } from './cron';
import { clockChangeBetween, offsetAt } from './timeZone';

// 29 February on a given weekday comes after 40 years at the latest.
const SEARCH_MS = 50 * 366 * DAY_MS;
// How far a clock change is looked for: changes are further apart than this, and none is larger than a day.
const REACH_MS = 2 * DAY_MS;
const MOST_ROUNDS = 100;

/** Where the search for the next time has arrived. */
interface Position {
  /** Epoch ms; nothing before is due any more. */
  readonly instant: number;
  /** The first local time that may be due, read as if it were UTC, in ms. */
  readonly local: number;
}

/**
 * The first time after an instant at which a cron is due. What happens when clocks are changed is told at `CronHours`.
 *
 * @param rule - from `parseCron`
 * @param timeZone - IANA name
 * @param after - epoch ms
 * @returns epoch ms; undefined if there is none in the next fifty years or until the year 9999
 */
export function nextCronTime(
  rule: CronRule,
  timeZone: string,
  after: number,
): number | undefined {
  let position = startAt(rule, timeZone, after);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const local = nextLocalTime(rule, position.local);
    if (local === undefined || local > LAST_INSTANT) {
      return undefined;
    }
    const next = approach(rule, timeZone, { ...position, local });
    if (typeof next === 'number') {
      return next;
    }
    position = next;
  }
  return undefined;
}

function startAt(rule: CronRule, timeZone: string, after: number): Position {
  const local = after + offsetAt(timeZone, after) + 1;
  const change =
    rule.hoursAre === 'fixed'
      ? clockChangeBetween(timeZone, after - REACH_MS, after)
      : undefined;
  // While an hour is shown the second time, its local times are over.
  const shown = change ? change.at + change.before : local;
  return { instant: after, local: Math.max(local, shown) };
}

/** When a local time is due; or from where to look on, because it is far away or clocks are changed before it. */
function approach(
  rule: CronRule,
  timeZone: string,
  { instant, local }: Position,
): number | Position {
  const change = clockChangeBetween(timeZone, instant, instant + REACH_MS);
  const due = local - (change?.before ?? offsetAt(timeZone, instant));
  if (!change) {
    return due <= instant + REACH_MS ? due : { instant: due - DAY_MS, local };
  }
  const { at, before, after } = change;
  if (due < at) {
    return due;
  }
  if (rule.hoursAre !== 'every' && local < at + after) {
    return at;
  }
  const isOnce = rule.hoursAre === 'fixed';
  return {
    instant: at,
    local: at + (isOnce ? Math.max(before, after) : after),
  };
}

/**
 * The first local time of a cron, not before another; both read as if they were UTC, in ms.
 *
 * @returns undefined if there is none in fifty years
 */
export function nextLocalTime(
  rule: CronRule,
  notBefore: number,
): number | undefined {
  const start = Math.ceil(notBefore / 1000) * 1000;
  const today = Math.floor(start / DAY_MS) * DAY_MS;
  const time = isCronDay(rule, today)
    ? nextTimeOfDay(rule, (start - today) / 1000)
    : undefined;
  if (time !== undefined) {
    return today + time * 1000;
  }
  const last = today + SEARCH_MS;
  for (let day = nextDay(rule, today); day <= last; day = nextDay(rule, day)) {
    if (isCronDay(rule, day)) {
      return (
        day + timeOfDay(rule.hours[0], rule.minutes[0], rule.seconds[0]) * 1000
      );
    }
  }
  return undefined;
}

/** Seconds since midnight. */
function timeOfDay(hour: number, minute: number, second: number): number {
  return (hour * 60 + minute) * 60 + second;
}

/** The first time of day, not before another, both in seconds since midnight. */
function nextTimeOfDay(
  { hours, minutes, seconds }: CronRule,
  notBefore: number,
): number | undefined {
  const hour = Math.floor(notBefore / 3600);
  const minute = Math.floor(notBefore / 60) % 60;
  const inMinute = seconds.find(second => second >= notBefore % 60);
  if (hours.includes(hour)) {
    if (minutes.includes(minute) && inMinute !== undefined) {
      return timeOfDay(hour, minute, inMinute);
    }
    const laterMinute = minutes.find(each => each > minute);
    if (laterMinute !== undefined) {
      return timeOfDay(hour, laterMinute, seconds[0]);
    }
  }
  const laterHour = hours.find(each => each > hour);
  return laterHour === undefined
    ? undefined
    : timeOfDay(laterHour, minutes[0], seconds[0]);
}

/** The next midnight that is worth a look: the first of the next month, if this month does not count. */
function nextDay({ months }: CronRule, day: number): number {
  const date = new Date(day);
  const month = date.getUTCMonth();
  return months.includes(month + 1)
    ? day + DAY_MS
    : date.setUTCMonth(month + 1, 1);
}

function isCronDay(
  { months, monthDays, weekDays }: CronRule,
  midnight: number,
): boolean {
  const date = new Date(midnight);
  if (!months.includes(date.getUTCMonth() + 1)) {
    return false;
  }
  const isMonthDay = monthDays && matchesMonthDay(monthDays, date);
  const isWeekDay = weekDays && matchesWeekDay(weekDays, date);
  return monthDays || weekDays ? Boolean(isMonthDay || isWeekDay) : true;
}

function matchesMonthDay({ days, last }: CronMonthDays, date: Date): boolean {
  const day = date.getUTCDate();
  return days.includes(day) || (last && day === lengthOfMonth(date));
}

function matchesWeekDay(
  { days, last, nth }: CronWeekDays,
  date: Date,
): boolean {
  const day = date.getUTCDate();
  const weekDay = date.getUTCDay();
  const isNth = nth === undefined || Math.ceil(day / 7) === nth;
  return (
    (days.includes(weekDay) && isNth) ||
    (last.includes(weekDay) && day + 7 > lengthOfMonth(date))
  );
}

function lengthOfMonth(date: Date): number {
  return daysInMonth(date.getUTCFullYear(), date.getUTCMonth() + 1);
}
