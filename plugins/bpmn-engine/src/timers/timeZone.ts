import { IANAZone } from 'luxon';
import { DAY_MS } from './calendar';
import { TextProblem, unexpected } from './problems';

/** Whether a text is the name of a time zone, e.g. `Europe/Berlin` or `UTC`. Offsets like `+02:00` are none. */
export function isTimeZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);
}

/** The problem with a name that is no time zone. */
export function unknownTimeZone(name: string): TextProblem {
  return unexpected(
    'an IANA time zone',
    name,
    'Write for example Europe/Berlin, America/New_York or UTC.',
  );
}

/**
 * How far the clocks on the wall are ahead of UTC, in ms.
 *
 * @param timeZone - name for which `isTimeZone` holds
 * @param instant - epoch ms
 */
export function offsetAt(timeZone: string, instant: number): number {
  return timeZone === 'UTC'
    ? 0
    : Math.round(IANAZone.create(timeZone).offset(instant) * 60_000);
}

/** A moment at which the clocks of a zone are changed. */
export interface ClockChange {
  /** First ms, epoch, at which the new offset holds. */
  readonly at: number;
  /** Offset until then, ms. */
  readonly before: number;
  /** Offset from then on, ms. */
  readonly after: number;
}

/**
 * The change of the clocks after one instant and up to another (epoch ms), if there is one. They are to be so near that
 * there is at most one: two days, say.
 */
export function clockChangeBetween(
  timeZone: string,
  from: number,
  to: number,
): ClockChange | undefined {
  const before = offsetAt(timeZone, from);
  const after = offsetAt(timeZone, to);
  if (before === after) {
    return undefined;
  }
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(timeZone, middle) === before) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return { at: high, before, after };
}

/**
 * When the clocks on the wall show a local time, in epoch ms. Where they are put back and show it twice: the first
 * time. Where they are put forward and never show it: when they are put forward, so that 02:30 becomes 03:00 (and not
 * 03:30, which luxon makes of it).
 *
 * @param timeZone - name for which `isTimeZone` holds
 * @param local - the local time, read as if it were UTC, in ms
 */
export function instantOf(timeZone: string, local: number): number {
  // The true instant is less than a day away from the local time read as UTC.
  const change = clockChangeBetween(timeZone, local - DAY_MS, local + DAY_MS);
  if (!change) {
    return local - offsetAt(timeZone, local);
  }
  const early = local - change.before;
  return early < change.at ? early : Math.max(change.at, local - change.after);
}
