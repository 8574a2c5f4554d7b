import { addToLocal, DAY_MS } from './calendar';
import { isProblem, TextProblem, unexpected } from './problems';
import { instantOf, offsetAt } from './timeZone';

/** An ISO 8601 duration, by how its parts are added. */
export interface Duration {
  /** Years and months, in whole calendar months. */
  readonly months: number;
  /** Weeks and days, in whole calendar days. */
  readonly days: number;
  /** Hours and smaller parts, in whole ms; fractions of days are in here, too. */
  readonly ms: number;
}

/** How often a duration is added, and where. */
export interface Addition {
  /** Default 1. */
  readonly times?: number;
  /** Where calendar days begin; default UTC. */
  readonly timeZone?: string;
}

const DURATION =
  /^([+-])?P(?=[-+\dT])(?:([-+]?\d+(?:[.,]\d+)?)Y)?(?:([-+]?\d+(?:[.,]\d+)?)M)?(?:([-+]?\d+(?:[.,]\d+)?)W)?(?:([-+]?\d+(?:[.,]\d+)?)D)?(?:T(?=[-+\d])(?:([-+]?\d+(?:[.,]\d+)?)H)?(?:([-+]?\d+(?:[.,]\d+)?)M)?(?:([-+]?\d+(?:[.,]\d+)?)S)?)?$/;

const LONGEST_MONTHS = 12_000;
const LONGEST_DAYS = 366_000;
// Ten times that is still far from where a JavaScript date ends.
const ROOM = 10;

/**
 * Reads an ISO 8601 duration: years, months, weeks, days, hours, minutes and seconds in this order, each with its own
 * sign and a fraction if need be, and a sign for the whole. Fractions of a month are refused, for nobody knows how long
 * they are; 0.5 years are six months. Parts of a millisecond are rounded up. At most 1,000 years.
 */
export function parseDuration(text: string): Duration | TextProblem {
  const match = DURATION.exec(text);
  if (!match) {
    return unexpected(
      'an ISO 8601 duration',
      text,
      'Write for example PT15M, PT36H, P3D or P1M.',
    );
  }
  const sign = match[1] === '-' ? -1 : 1;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(2)
    .map(part => (part ? sign * Number(part.replace(',', '.')) : 0));
  const allDays = weeks * 7 + days;
  const wholeDays = Math.trunc(allDays);
  const duration = {
    months: years * 12 + months,
    days: wholeDays,
    ms: wholeMs(
      (allDays - wholeDays) * DAY_MS +
        hours * 3_600_000 +
        minutes * 60_000 +
        seconds * 1000,
    ),
  };
  return findProblem(duration, text) ?? duration;
}

/** Rounds up, but not what is above a whole number only because 4.35 * 1000 is. */
function wholeMs(ms: number): number {
  return Math.ceil(Math.round(ms * 1000) / 1000);
}

function findProblem(
  { months, days, ms }: Duration,
  text: string,
): TextProblem | undefined {
  const isShort =
    Math.abs(months) <= LONGEST_MONTHS &&
    Math.abs(days) <= LONGEST_DAYS &&
    Math.abs(ms) <= LONGEST_DAYS * DAY_MS;
  if (!isShort) {
    return unexpected(
      'a duration of at most 1,000 years',
      text,
      'Write a shorter one, or end the wait by a message or a signal.',
    );
  }
  return Number.isInteger(months)
    ? undefined
    : unexpected(
        'a duration of whole months',
        text,
        'Write the fraction in days or hours, for example P15D.',
      );
}

/**
 * The duration of a stored schedule.
 *
 * @throws Error if it is none, which cannot happen to what `parseSchedule` has returned
 */
export function readDuration(text: string): Duration {
  const duration = parseDuration(text);
  if (isProblem(duration)) {
    throw new Error(duration.problem);
  }
  return duration;
}

/** Whether a duration has parts whose length depends on the calendar. */
export function isCalendarDuration({ months, days }: Duration): boolean {
  return months !== 0 || days !== 0;
}

/**
 * An instant (epoch ms) and a multiple of a duration. Months and days are added to the clock on the wall, so that P1D
 * keeps the time of day when clocks are changed; a local time that does not exist then becomes the next that does, one
 * that exists twice the first. Hours and smaller parts are added exactly, afterwards.
 *
 * @returns epoch ms; `Infinity` far beyond the year 9999
 */
export function addDuration(
  instant: number,
  duration: Duration,
  { times = 1, timeZone = 'UTC' }: Addition,
): number {
  const months = duration.months * times;
  const days = duration.days * times;
  const ms = duration.ms * times;
  if (months === 0 && days === 0) {
    return instant + ms;
  }
  if (months > LONGEST_MONTHS * ROOM || days > LONGEST_DAYS * ROOM) {
    return Infinity;
  }
  const local = instant + offsetAt(timeZone, instant);
  return instantOf(timeZone, addToLocal(local, months, days)) + ms;
}
