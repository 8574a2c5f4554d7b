import { dayAt } from './calendar';
import { TextProblem, unexpected } from './problems';
import { instantOf, isTimeZone, unknownTimeZone } from './timeZone';

/** A moment that somebody wrote down. */
export interface WrittenDate {
  /** Epoch ms. */
  readonly at: number;
  /** The zone, if it was written with one, e.g. `…[Europe/Berlin]`. */
  readonly timeZone?: string;
}

const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?(?:\[([^\][]+)\]|@(.+))?$/;

const WAY_OUT =
  'Write for example 2026-03-29T08:00:00Z, 2026-03-29T08:00:00+02:00, 2026-03-29T08:00:00[Europe/Berlin] or 2026-03-29, with a year of four digits.';

/**
 * Reads an ISO 8601 date and time, or a date, which is its midnight. It may end with `Z`, with an offset, and with an
 * IANA zone as `[Europe/Berlin]` or, as FEEL writes it, `@Europe/Berlin`. An offset decides if both are there. Without
 * either the time is local. Parts of a millisecond are rounded up, so that nothing is early. A local time that does not
 * exist, because clocks are put forward, is the next that does; one that exists twice is the first.
 *
 * @param text - years 0000 to 9999
 * @param localZone - IANA name of the zone of local times
 */
export function parseDate(
  text: string,
  localZone: string,
): WrittenDate | TextProblem {
  const match = DATE.exec(text);
  const local = match ? localTime(match) : undefined;
  if (!match || local === undefined) {
    return unexpected('an ISO 8601 date and time', text, WAY_OUT);
  }
  const timeZone = match[9] ?? match[10];
  if (timeZone === undefined) {
    return { at: resolve(local, match[8], localZone) };
  }
  return isTimeZone(timeZone)
    ? { at: resolve(local, match[8], timeZone), timeZone }
    : unknownTimeZone(timeZone);
}

function resolve(
  local: number,
  offset: string | undefined,
  timeZone: string,
): number {
  return offset === undefined
    ? instantOf(timeZone, local)
    : local - offsetOf(offset);
}

/** The clock on the wall as if it were UTC, in ms; undefined if calendar or clock have no such time. */
function localTime(match: RegExpExecArray): number | undefined {
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map(part => Number(part ?? 0));
  const digits = (match[7] ?? '').padEnd(3, '0');
  const fraction =
    Number(digits.slice(0, 3)) + (/[1-9]/.test(digits.slice(3)) ? 1 : 0);
  const midnight = dayAt(year, month, day);
  const date = new Date(midnight);
  const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const ms = ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
  // ISO 8601 lets a day end at 24:00.
  const isTime = minute < 60 && second < 60 && (hour < 24 || ms === 86_400_000);
  return isDate && isTime ? midnight + ms : undefined;
}

/** An offset like `Z`, `+02`, `+0200`, `+02:00` or `+02:00:00`, in ms. */
function offsetOf(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = (text.match(/\d\d/g) ?? []).map(
    Number,
  );
  const size = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return text.startsWith('-') ? -size : size;
}
