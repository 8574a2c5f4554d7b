import { DAY_MS } from './calendar';
import { parseDate } from './date';
import { Duration, parseDuration } from './duration';
import { isProblem, TextProblem, unexpected } from './problems';
import { CycleSchedule } from './schedule';

/** What the parts after `R3/` say. */
type Course = Pick<CycleSchedule, 'interval' | 'start' | 'end' | 'timeZone'>;

const MOST_REPETITIONS = 999_999_999;
const SHORTEST_INTERVAL_MS = 1000;

// Zones have slashes, too: R/2026-01-01T00:00@Europe/Berlin/PT1H.
const BETWEEN_PARTS = /\/(?=[-+]?P[-+\dT]|[-+]?\d{4,}-)/;

const WAY_OUT =
  'Write for example R/PT1H, R3/PT10M, R3/2026-01-01T00:00:00Z/P1D or a cron like "0 9 * * MON-FRI".';

/**
 * Reads an ISO 8601 repeating interval: `R3/PT10M`, `R3/<start>/PT10M`, `R3/PT10M/<end>` or `R3/<start>/<end>`. Without a
 * number, or with -1, it has no end.
 *
 * `<end>` after a duration is the last moment at which it may be due; it is not counted back from there. Between a start
 * and an end the interval is their exact distance.
 *
 * @param text - text that starts with `R`
 * @param timeZone - IANA name, for local times and calendar parts
 */
export function parseCycle(
  text: string,
  timeZone: string | undefined,
): CycleSchedule | TextProblem {
  const [repeat, course] = splitAtFirstSlash(text);
  const match = /^R(-1|\d*)$/.exec(repeat);
  if (!match || !course) {
    return unexpected('an ISO 8601 repeating interval', text, WAY_OUT);
  }
  const isEndless = match[1] === '' || match[1] === '-1';
  if (!isEndless && Number(match[1]) > MOST_REPETITIONS) {
    return unexpected(
      'at most 999,999,999 repetitions',
      text,
      'Write R without a number for a timer without end.',
    );
  }
  const read = parseCourse(course, timeZone);
  return isProblem(read)
    ? read
    : {
        kind: 'cycle',
        repetitions: isEndless ? null : Number(match[1]),
        ...read,
      };
}

function splitAtFirstSlash(text: string): [string, string] {
  const slash = text.indexOf('/');
  return slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)];
}

function parseCourse(
  text: string,
  timeZone: string | undefined,
): Course | TextProblem {
  const [first, second, ...rest] = text.split(BETWEEN_PARTS);
  if (rest.length > 0) {
    return unexpected('at most two parts after R', text, WAY_OUT);
  }
  if (second === undefined) {
    return parseInterval(first, timeZone);
  }
  if (isDuration(first)) {
    return parseUntil(first, second, timeZone);
  }
  return isDuration(second)
    ? parseFrom(first, second, timeZone)
    : parseBetween(first, second, timeZone);
}

function isDuration(text: string): boolean {
  return /^[-+]?P/.test(text);
}

function parseInterval(
  text: string,
  timeZone: string | undefined,
): Course | TextProblem {
  const duration = parseDuration(text);
  if (isProblem(duration)) {
    return duration;
  }
  return (
    findIntervalProblem(duration, text) ?? {
      interval: text,
      ...(timeZone !== undefined && { timeZone }),
    }
  );
}

function findIntervalProblem(
  { months, days, ms }: Duration,
  text: string,
): TextProblem | undefined {
  const isForward = months >= 0 && days >= 0 && ms >= 0;
  const isLong = (months + days) * DAY_MS + ms >= SHORTEST_INTERVAL_MS;
  return isForward && isLong
    ? undefined
    : unexpected(
        'an interval of at least one second, without negative parts',
        text,
        'Write for example PT10S. For something that happens once, use timeDuration.',
      );
}

function parseFrom(
  startText: string,
  intervalText: string,
  timeZone: string | undefined,
): Course | TextProblem {
  const start = parseDate(startText, timeZone ?? 'UTC');
  if (isProblem(start)) {
    return start;
  }
  const read = parseInterval(intervalText, start.timeZone ?? timeZone);
  return isProblem(read) ? read : { ...read, start: start.at };
}

function parseUntil(
  intervalText: string,
  endText: string,
  timeZone: string | undefined,
): Course | TextProblem {
  const end = parseDate(endText, timeZone ?? 'UTC');
  if (isProblem(end)) {
    return end;
  }
  const read = parseInterval(intervalText, end.timeZone ?? timeZone);
  return isProblem(read) ? read : { ...read, end: end.at };
}

function parseBetween(
  startText: string,
  endText: string,
  timeZone: string | undefined,
): Course | TextProblem {
  const start = parseDate(startText, timeZone ?? 'UTC');
  const end = parseDate(endText, timeZone ?? 'UTC');
  if (isProblem(start)) {
    return start;
  }
  if (isProblem(end)) {
    return end;
  }
  if (end.at - start.at < SHORTEST_INTERVAL_MS) {
    return unexpected(
      'an end at least one second after the start',
      `${startText}/${endText}`,
      'Write the earlier moment first.',
    );
  }
  const read = parseInterval(
    `PT${(end.at - start.at) / 1000}S`,
    start.timeZone ?? timeZone,
  );
  return isProblem(read) ? read : { ...read, start: start.at };
}
