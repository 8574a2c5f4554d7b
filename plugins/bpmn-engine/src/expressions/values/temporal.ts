import { DateTime, Duration, FixedOffsetZone, IANAZone, Zone } from 'luxon';
import { ExpressionFailure } from '../failure';

/**
 * The zone that makes a date of midnight: feelin takes a value for a date by its zone being this very object. So dates
 * are in it, and nothing else is.
 */
export const DATE = FixedOffsetZone.utcInstance;

const OwnZone = FixedOffsetZone as unknown as new (offset: number) => Zone;

/** UTC, for what is not a date: midnight stays a date and time. */
export const UTC: Zone = new OwnZone(0);

/** No zone: counts as UTC wherever two moments are compared, whatever the host's zone, and is not written out. */
export const LOCAL: Zone = new OwnZone(0);

/** What a moment is in FEEL. feelin keeps a time on 1 January 1900. */
export function kindOfDateTime(
  value: DateTime,
): 'date' | 'time' | 'date and time' {
  const isMidnight = value.valueOf() % 86_400_000 === 0;
  if (value.zone === DATE && isMidnight) {
    return 'date';
  }
  const isTime = value.year === 1900 && value.month === 1 && value.day === 1;
  return isTime ? 'time' : 'date and time';
}

const MONTHLY: ReadonlySet<string> = new Set(['years', 'quarters', 'months']);

/** What a duration is in FEEL. One that has both parts counts as days and time. */
export function kindOfDuration(
  value: Duration,
): 'years and months duration' | 'days and time duration' {
  const units = Object.entries(value.toObject());
  const isMonthly =
    units.length > 0 &&
    units.every(([unit, amount]) => MONTHLY.has(unit) || amount === 0) &&
    units.some(([unit]) => MONTHLY.has(unit));
  return isMonthly ? 'years and months duration' : 'days and time duration';
}

/**
 * Text of a date, a time or a date and time, as ISO 8601 with FEEL's `@Zone/Name` for a named zone.
 *
 * @throws ExpressionFailure when it is out of the calendar
 */
export function dateTimeText(value: DateTime): string {
  check(value.isValid);
  const options = {
    suppressMilliseconds: true,
    includeOffset: value.zone.isUniversal && value.zone !== LOCAL,
  };
  const zone = value.zone.isUniversal ? '' : `@${value.zone.name}`;
  switch (kindOfDateTime(value)) {
    case 'date':
      return value.toISODate() ?? '';
    case 'time':
      return (value.toISOTime(options) ?? '') + zone;
    default:
      return (value.toISO(options) ?? '') + zone;
  }
}

function check(isUsable: boolean): void {
  if (!isUsable) {
    throw new ExpressionFailure(
      'Expected a date, time or duration that the calendar has, but it is too far away or too long.',
    );
  }
}

/**
 * Text of a duration in ISO 8601, in the largest units that are exact: no days become months.
 *
 * @throws ExpressionFailure when it is infinite
 */
export function durationText(value: Duration): string {
  const months = monthsOf(value);
  const millis = millisOf(value);
  check(Number.isFinite(months) && Number.isFinite(millis));
  if (months !== 0 && millis !== 0) {
    const monthly = Duration.fromObject({ months })
      .shiftTo('years', 'months')
      .toISO();
    return `${monthly}${clockText(millis).slice(1)}`;
  }
  if (months !== 0 || kindOfDuration(value) === 'years and months duration') {
    return monthsText(months);
  }
  return millis < 0 ? `-${clockText(-millis)}` : clockText(millis);
}

/** Months of a duration's years and months. */
export function monthsOf(value: Duration): number {
  const { years = 0, quarters = 0, months = 0 } = value.toObject();
  return years * 12 + quarters * 3 + months;
}

/** Milliseconds of a duration's weeks, days and time. */
export function millisOf(value: Duration): number {
  const { weeks, days, hours, minutes, seconds, milliseconds } =
    value.toObject();
  return Duration.fromObject({
    weeks: weeks ?? 0,
    days: days ?? 0,
    hours: hours ?? 0,
    minutes: minutes ?? 0,
    seconds: seconds ?? 0,
    milliseconds: milliseconds ?? 0,
  }).toMillis();
}

function monthsText(months: number): string {
  const size = Math.abs(months);
  const years = Math.floor(size / 12);
  const rest = size - years * 12;
  const sign = months < 0 ? '-' : '';
  const text = `${years ? `${years}Y` : ''}${rest ? `${rest}M` : ''}`;
  return `${sign}P${text || '0M'}`;
}

function clockText(millis: number): string {
  const days = Math.floor(millis / 86_400_000);
  const hours = Math.floor(millis / 3_600_000) % 24;
  const minutes = Math.floor(millis / 60_000) % 60;
  const seconds = Number(((millis % 60_000) / 1_000).toFixed(3));
  const date = days ? `${days}D` : '';
  const time = [
    hours ? `${hours}H` : '',
    minutes ? `${minutes}M` : '',
    seconds ? `${seconds}S` : '',
  ].join('');
  return date || time ? `P${date}${time && `T${time}`}` : 'PT0S';
}

const DATE_TEXT = /^(\d{4,6})-(\d\d)-(\d\d)$/;
const TIME_TEXT = /^T?(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(.*)$/;
const ZONE_TEXT = /^([+-])(\d\d):?(\d\d)(?::\d\d)?(?:\[([\w/+-]+)\])?$/;

/** A date of `2026-11-22`, or null. */
export function parseDate(text: string): DateTime | null {
  const [, year, month, day] = DATE_TEXT.exec(text) ?? [];
  return year
    ? dateOf({ year: Number(year), month: Number(month), day: Number(day) })
    : null;
}

/** A date of its parts, or null if the calendar has no such day. */
export function dateOf(parts: {
  year: number;
  month: number;
  day: number;
}): DateTime | null {
  return ifValid(DateTime.fromObject(parts, { zone: DATE }));
}

/** A time of `10:00:00`, with `Z`, `+02:00`, `@Europe/Berlin` or nothing behind it, or null. */
export function parseTime(text: string): DateTime | null {
  return dateTimeOf({ year: 1900, month: 1, day: 1 }, text);
}

/** A date and time of `2026-11-22T10:00:00` with a zone as in `parseTime`, or null. A date alone means its midnight. */
export function parseDateTime(text: string): DateTime | null {
  // A zone's name may have a T of its own.
  const [, datePart, timePart = '00:00:00'] =
    /^([^T]*)(?:T(.*))?$/.exec(text) ?? [];
  const date = parseDate(datePart ?? '');
  return date && dateTimeOf(date, timePart);
}

function dateTimeOf(
  { year, month, day }: { year: number; month: number; day: number },
  time: string,
): DateTime | null {
  const match = TIME_TEXT.exec(time);
  const zone = match && zoneOf(match[5]);
  if (!match || !zone || Number(match[1]) > 23) {
    return null;
  }
  const [, hour, minute, second = '0', fraction = '0'] = match;
  const parts = {
    year,
    month,
    day,
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Math.floor(Number(`0.${fraction}`) * 1_000),
  };
  return ifValid(DateTime.fromObject(parts, { zone }));
}

/** The zone of `Z`, `+02:00`, `+02:00[Europe/Berlin]`, `@Europe/Berlin` or nothing; null if there is no such zone. */
export function zoneOf(text: string): Zone | null {
  if (text === '') {
    return LOCAL;
  }
  if (/^@?(?:Z|UTC|Etc\/UTC)$/i.test(text)) {
    return UTC;
  }
  const [, sign, hours, minutes, name] = ZONE_TEXT.exec(text) ?? [];
  if (text.startsWith('@') || name) {
    const zone = IANAZone.create(name ?? text.slice(1));
    return zone.isValid ? zone : null;
  }
  return sign ? offsetZone(sign, Number(hours), Number(minutes)) : null;
}

function offsetZone(sign: string, hours: number, minutes: number): Zone {
  const offset = (hours * 60 + minutes) * (sign === '-' ? -1 : 1);
  return offsetOf(offset);
}

/** The zone of an offset in minutes. */
export function offsetOf(offset: number): Zone {
  return offset === 0 ? UTC : FixedOffsetZone.instance(offset);
}

const DURATION_TEXT =
  /^-?P(?=[\dT-])(?:-?\d+Y)?(?:-?\d+M)?(?:-?\d+W)?(?:-?[\d.]+D)?(?:T(?=[\d-])(?:-?[\d.]+H)?(?:-?[\d.]+M)?(?:-?[\d.]+S)?)?$/;

/** A duration of `P1Y2M` or `P3DT4H`, or null. */
export function parseDuration(text: string): Duration | null {
  if (!DURATION_TEXT.test(text)) {
    return null;
  }
  const duration = Duration.fromISO(text);
  return duration.isValid ? duration : null;
}

/** The same wall clock in another zone; luxon keeps the zone's object if the zones are equal. */
export function withZone(value: DateTime, zone: Zone): DateTime {
  return DateTime.fromObject(value.toObject(), { zone });
}

/** The same moment in another zone. */
export function atZone(value: DateTime, zone: Zone): DateTime {
  return DateTime.fromMillis(value.toMillis(), { zone });
}

function ifValid(value: DateTime): DateTime | null {
  return value.isValid ? value : null;
}
