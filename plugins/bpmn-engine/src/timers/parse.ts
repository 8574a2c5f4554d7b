import { impossibleCron, parseCron } from './cron';
import { nextLocalTime } from './cronTimes';
import { parseDate } from './date';
import { parseDuration } from './duration';
import { parseCycle } from './parseCycle';
import { isProblem, TextProblem, unexpected } from './problems';
import { ParsedSchedule, TimerKind, TimerSchedule } from './schedule';
import { isTimeZone, unknownTimeZone } from './timeZone';

/**
 * How `parseSchedule` reads.
 *
 * @public
 */
export interface ParseScheduleOptions {
  /** IANA name of the zone of local times, calendar days and crons; default UTC. */
  readonly timeZone?: string;
}

const LONGEST_TEXT = 500;

type Reader = (
  text: string,
  timeZone: string | undefined,
) => TimerSchedule | TextProblem;

const READERS: Readonly<Record<TimerKind, Reader>> = {
  date: (text, timeZone) => {
    const date = parseDate(text, timeZone ?? 'UTC');
    return isProblem(date) ? date : { kind: 'date', at: date.at };
  },
  duration: (text, timeZone) => {
    const duration = parseDuration(text);
    return isProblem(duration)
      ? duration
      : {
          kind: 'duration',
          duration: text,
          ...(timeZone !== undefined && { timeZone }),
        };
  },
  cycle: (text, timeZone) =>
    /^[RP]/.test(text)
      ? parseCycle(text, timeZone)
      : readCron(text, timeZone ?? 'UTC'),
};

/**
 * Reads what a timer is set to, from the text of `timeDate`, `timeDuration` or `timeCycle` (BPMN 2.0.2 10.5.5) or from
 * what their FEEL expression has given. Never throws.
 *
 * - `date`: ISO 8601 date and time with `Z`, with an offset, with an IANA zone (`[Europe/Berlin]`, or `@Europe/Berlin` as
 *   FEEL writes it) or local; or a date, which is its midnight.
 * - `duration`: ISO 8601, with fractions and signs, at most 1,000 years.
 * - `cycle`: an ISO 8601 repeating interval (`R/PT1H`, `R3/PT10M`, `R3/<start>/P1D`, `R3/PT1H/<last>`,
 *   `R3/<start>/<end>`) of at least one second, or a cron.
 *
 * A cron has 5 fields, or 6 with seconds first, with lists, ranges, steps, names (`MON`, `JAN`), `?` for `*`, `L` (last day
 * of the month), `5L` (last Friday) and `5#3` (third Friday); or is a macro: `@yearly`, `@annually`,
 * `@monthly`, `@weekly`, `@daily`, `@midnight`, `@weekdays`, `@weekends`, `@hourly`, `@minutely` or `@secondly`. If neither
 * day of the month nor day of the week is `*` or `?`, one of them is enough.
 *
 * **Weekdays are 0 to 7, and both 0 and 7 are Sunday. Quartz's 1 = Sunday is not assumed**, not even with 6 fields. Seven
 * fields, and `?` beside weekdays by number, which only Quartz has, are a problem.
 *
 * When clocks are changed, a cron with fixed hours (`30 2 * * *`) is due exactly once a day: a local time that does not
 * exist is due when the clocks are put forward, one that exists twice the first time. With a step (`0 0/2 * * *`) it is due
 * both times, so that it never waits for longer than the step. A cron of every hour (`0/10 * * * *`) goes on through both
 * hours and passes over times that do not exist.
 *
 * @param kind - which of the three elements the text is from
 * @param text - the text, evaluated already
 */
export function parseSchedule(
  kind: TimerKind,
  text: string,
  options: ParseScheduleOptions = {},
): ParsedSchedule {
  const { timeZone } = options;
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    return unknownTimeZone(timeZone);
  }
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_TEXT) {
    return unexpected(
      `at most ${LONGEST_TEXT} characters`,
      trimmed,
      'Write a shorter text.',
    );
  }
  const read = READERS[kind](trimmed, timeZone);
  return isProblem(read) ? read : { schedule: read };
}

function readCron(text: string, timeZone: string): TimerSchedule | TextProblem {
  const rule = parseCron(text);
  if (isProblem(rule)) {
    return rule;
  }
  return nextLocalTime(rule, 0) === undefined
    ? impossibleCron(text)
    : { kind: 'cron', cron: text, timeZone };
}
