/** Milliseconds of a day without a clock change. */
export const DAY_MS = 86_400_000;

/** The last millisecond of the year 9999: nothing is due later, so that every due time is a four-digit date. */
export const LAST_INSTANT = 253_402_300_799_999;

// Date.UTC takes the years 0 to 99 for 1900 to 1999. The calendar repeats every 400 years.
const FOUR_CENTURIES_MS = 146_097 * DAY_MS;

/**
 * A date of the Gregorian calendar, as epoch ms of its midnight in UTC. Days and months beyond their range run over into
 * the next or previous ones, as in `Date.UTC`.
 *
 * @param year - from -400 on; 0 is 1 BC
 * @param month - 1 to 12
 * @param day - 1 to 31
 */
export function dayAt(year: number, month: number, day: number): number {
  return Date.UTC(year + 400, month - 1, day) - FOUR_CENTURIES_MS;
}

/** Days in a month, given as year and month (1 to 12). */
export function daysInMonth(year: number, month: number): number {
  return (dayAt(year, month + 1, 1) - dayAt(year, month, 1)) / DAY_MS;
}

/**
 * A local time some calendar months and days later; the day is cut to the length of the month, as in ISO 8601 practice
 * (31 January + 1 month = 28 or 29 February). Months come first, then days.
 *
 * @param local - a clock on the wall, read as if it were UTC, in ms
 * @param months - whole, may be negative
 * @param days - whole, may be negative
 */
export function addToLocal(
  local: number,
  months: number,
  days: number,
): number {
  const date = new Date(local);
  const monthsInAll = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(monthsInAll / 12);
  const month = monthsInAll - year * 12 + 1;
  const day = Math.min(date.getUTCDate(), daysInMonth(year, month));
  const timeOfDay = local - Math.floor(local / DAY_MS) * DAY_MS;
  return dayAt(year, month, day) + days * DAY_MS + timeOfDay;
}
