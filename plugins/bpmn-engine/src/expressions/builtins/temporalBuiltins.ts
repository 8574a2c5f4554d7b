import { DateTime, Duration, Zone } from 'luxon';
import { currentRun } from '../run';
import {
  DATE,
  UTC,
  atZone,
  dateOf,
  durationText,
  kindOfDateTime,
  kindOfDuration,
  offsetOf,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTime,
  withZone,
  zoneOf,
} from '../values/temporal';
import { asNumber, asText, Builtin } from './builtin';

function date(...args: readonly unknown[]): DateTime | null {
  const [year, month, day, from] = args;
  if (typeof year === 'number') {
    return typeof month === 'number' && typeof day === 'number'
      ? dateOf({ year, month, day })
      : null;
  }
  const value = year ?? from;
  return dayOf(value) ?? parse(value, text => parseDate(text.split('T')[0]));
}

/** The day of a date or a date and time, by its own clock; not of a time. */
function dayOf(value: unknown): DateTime | null {
  return DateTime.isDateTime(value) && kindOfDateTime(value) !== 'time'
    ? dateOf({ year: value.year, month: value.month, day: value.day })
    : null;
}

function parse<T>(value: unknown, read: (text: string) => T | null): T | null {
  const text = asText(value);
  return text === null ? null : read(text);
}

/** Either of a text, or of a date and a time, or the same moment in another zone. */
function dateAndTime(...args: readonly unknown[]): DateTime | null {
  const [first, second, from] = args;
  if (DateTime.isDateTime(first)) {
    return typeof second === 'string'
      ? inZone(first, second)
      : dateWithTime(first, second);
  }
  return parse(first ?? from, parseDateTime);
}

function inZone(value: DateTime, name: string): DateTime | null {
  const zone = zoneOf(name) ?? zoneOf(`@${name}`);
  return zone && atZone(value, zone);
}

function dateWithTime(value: DateTime, clock: unknown): DateTime | null {
  const day = dayOf(value);
  if (!day || !DateTime.isDateTime(clock)) {
    return null;
  }
  const { hour, minute, second, millisecond } = clock;
  const moment = day.set({ hour, minute, second, millisecond });
  return withZone(moment, zoneOfTime(clock));
}

/** A date that serves as a time is its midnight in UTC, and must not stay a date. */
function zoneOfTime({ zone }: DateTime): Zone {
  return zone === DATE ? UTC : zone;
}

function time(...args: readonly unknown[]): DateTime | null {
  const [hour, minute, second, offset, from] = args;
  if (typeof hour === 'number') {
    return timeOfParts([hour, minute, second], offset);
  }
  const value = hour ?? from;
  if (DateTime.isDateTime(value)) {
    const moment = value.set({ year: 1900, month: 1, day: 1 });
    return withZone(moment, zoneOfTime(value));
  }
  return parse(value, parseTime);
}

function timeOfParts(
  parts: readonly unknown[],
  offset: unknown,
): DateTime | null {
  const numbers = parts.map(asNumber);
  const [hour, minute, second] = numbers;
  const isOffset = Duration.isDuration(offset);
  if (numbers.includes(null) || !(isOffset || (offset ?? null) === null)) {
    return null;
  }
  const text = [hour, minute, Math.floor(second ?? 0)]
    .map(part => String(part).padStart(2, '0'))
    .join(':');
  const value = parseTime(text);
  return value && isOffset
    ? withZone(value, offsetOf(offset.as('minutes')))
    : value;
}

/** `@"…"`: whatever the text is of. */
function literal(value: unknown): unknown {
  const text = asText(value) ?? '';
  return /^-?P/.test(text)
    ? parseDuration(text)
    : parseDate(text) ?? parseTime(text) ?? parseDateTime(text);
}

function monthsBetween(from: unknown, to: unknown): Duration | null {
  const [start, end] = [dayOf(from), dayOf(to)];
  if (!start || !end) {
    return null;
  }
  const months = Math.trunc(end.diff(start, 'months').months);
  return Duration.fromObject({ years: 0, months }).normalize();
}

function now(): DateTime {
  return DateTime.fromMillis(currentRun().now, { zone: UTC });
}

function today(): DateTime | null {
  return dayOf(now());
}

/** What luxon says of a day, in English whatever the host speaks. */
function ofDay(read: (day: DateTime) => unknown) {
  return (value: unknown): unknown => {
    const day = dayOf(value);
    return day && read(day.setLocale('en-US'));
  };
}

function unixTimestamp(value: unknown): number | null {
  return DateTime.isDateTime(value) ? Math.floor(value.toSeconds()) : null;
}

function fromUnixTimestamp(value: unknown): DateTime | null {
  const seconds = asNumber(value);
  const moment =
    seconds === null ? null : DateTime.fromSeconds(seconds, { zone: UTC });
  return moment?.isValid ? moment : null;
}

/** A repeating interval of ISO 8601, as a timer cycle takes it. */
function cycle(...args: readonly unknown[]): string | null {
  const [first, second] = args;
  const [count, interval] = Duration.isDuration(first)
    ? [second ?? null, first]
    : [first ?? null, second];
  const isCount = count === null || Number.isInteger(count);
  return isCount && Duration.isDuration(interval) && isForward(interval)
    ? `R${count ?? ''}/${durationText(interval)}`
    : null;
}

function isForward(interval: Duration): boolean {
  return (
    kindOfDuration(interval) === 'years and months duration' ||
    interval.toMillis() > 0
  );
}

const ofDate = (
  name: string,
  read: (day: DateTime) => unknown,
  summary: string,
): Builtin => ({ name, forms: [['date']], summary, call: ofDay(read) });

/**
 * Built-ins about dates, times and durations. None knows the host's clock, zone or language: `now()` is the evaluation's,
 * in UTC, and what has no zone counts as UTC.
 */
export const temporalBuiltins: readonly Builtin[] = [
  {
    name: 'date',
    forms: [['from'], ['year', 'month', 'day']],
    order: ['year', 'month', 'day', 'from'],
    summary: 'A date of its text, its parts, or a date and time.',
    call: date,
  },
  {
    name: 'time',
    forms: [['from'], ['hour', 'minute', 'second', 'offset?']],
    order: ['hour', 'minute', 'second', 'offset', 'from'],
    summary: 'A time of its text, its parts, or a date and time.',
    call: time,
  },
  {
    name: 'date and time',
    forms: [['from'], ['date', 'time'], ['date', 'timezone']],
    order: ['date', 'time', 'from', 'timezone'],
    summary:
      'A date and time of its text, of a date and a time, or in another zone.',
    call: (...args) => dateAndTime(args[0], args[1] ?? args[3], args[2]),
  },
  {
    name: '@',
    forms: [['literal']],
    summary:
      'A date, time, date and time or duration of its text, written @"2026-11-22".',
    call: literal,
  },
  {
    name: 'duration',
    forms: [['from']],
    summary: 'A duration of its text in ISO 8601.',
    call: from =>
      Duration.isDuration(from) ? from : parse(from, parseDuration),
  },
  {
    name: 'years and months duration',
    forms: [['from', 'to']],
    summary: 'Whole months between two dates.',
    call: monthsBetween,
  },
  {
    name: 'now',
    forms: [[]],
    summary: 'The date and time of the evaluation, in UTC.',
    call: now,
  },
  {
    name: 'today',
    forms: [[]],
    summary: 'The date of the evaluation, in UTC.',
    call: today,
  },
  ofDate('day of year', day => day.ordinal, 'Number of a day in its year.'),
  ofDate('day of week', day => day.weekdayLong, 'English name of a day.'),
  ofDate('month of year', day => day.monthLong, 'English name of a month.'),
  ofDate(
    'week of year',
    day => day.weekNumber,
    'Number of a week, as ISO 8601 counts.',
  ),
  ofDate(
    'last day of month',
    ({ year, month, daysInMonth }) =>
      dateOf({ year, month, day: daysInMonth ?? 0 }),
    'The last day of the month that a date is in.',
  ),
  {
    name: 'unix timestamp',
    forms: [['date']],
    summary: 'Whole seconds since 1970 of a date and time.',
    call: unixTimestamp,
  },
  {
    name: 'from unix timestamp',
    forms: [['timestamp']],
    summary: 'The date and time, in UTC, of seconds since 1970.',
    call: fromUnixTimestamp,
  },
  {
    name: 'cycle',
    forms: [['interval'], ['repetitions', 'interval']],
    order: ['repetitions', 'interval'],
    summary:
      'A repeating interval for a timer: R3/PT1H, or R/PT1H without an end.',
    call: cycle,
  },
];
