import { CronExpressionParser } from 'cron-parser';
import { TextProblem, unexpected } from './problems';

/**
 * What happens when the clocks on the wall are changed, by the hours of a cron:
 *
 * - `fixed` hours (`30 2 * * *`, `0 8-18 * * *`): due once a day. A time that does not exist is due when the clocks are
 *   put forward, one that exists twice is due the first time.
 * - `step`s (`0 0/2 * * *`): due both times, and when the clocks are put forward over one, so that the distance is never
 *   longer than the step.
 * - `every` hour (`0/10 * * * *`): due whenever the clock on the wall says so, through both hours and not for one that
 *   does not exist.
 */
export type CronHours = 'fixed' | 'step' | 'every';

/** A cron expression, read. All lists are sorted, without doubles and not empty, except the days. */
export interface CronRule {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly hoursAre: CronHours;
  /** 1 to 12. */
  readonly months: readonly number[];
  /** `undefined` for `*` and `?`. */
  readonly monthDays?: CronMonthDays;
  /** `undefined` for `*` and `?`. With both, one of them is enough. */
  readonly weekDays?: CronWeekDays;
}

/** Days of a month. */
export interface CronMonthDays {
  /** 1 to 31. */
  readonly days: readonly number[];
  /** Whether the last one counts, whatever its number (`L`). */
  readonly last: boolean;
}

/** Days of a week, 0 = Sunday. */
export interface CronWeekDays {
  readonly days: readonly number[];
  /** Those that count only the last time in a month (`5L`). */
  readonly last: readonly number[];
  /** 1 to 5 if `days` count only that time in a month (`5#3`). */
  readonly nth?: number;
}

interface Field {
  readonly name: string;
  /** How many values there are: a longer step would never be taken. */
  readonly size: number;
  /** What a list consists of. */
  readonly item: RegExp;
}

const MONTH = '(?:\\d+|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)';
const WEEKDAY = '(?:\\d+|SUN|MON|TUE|WED|THU|FRI|SAT)';

const FIELDS: readonly Field[] = [
  { name: 'second', size: 60, item: itemOf('\\d+') },
  { name: 'minute', size: 60, item: itemOf('\\d+') },
  { name: 'hour', size: 24, item: itemOf('\\d+') },
  { name: 'day of the month', size: 31, item: itemOf('\\d+', 'L') },
  { name: 'month', size: 12, item: itemOf(MONTH) },
  {
    name: 'day of the week',
    size: 7,
    item: itemOf(WEEKDAY, `${WEEKDAY}L|${WEEKDAY}#[1-5]`),
  },
];

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekdays': '0 0 * * 1-5',
  '@weekends': '0 0 * * 0,6',
  '@hourly': '0 * * * *',
  '@minutely': '* * * * *',
  '@secondly': '* * * * * *',
};

const WHAT =
  'a cron of 5 fields (minute, hour, day of the month, month, day of the week) or 6 (with the second first)';
const WAY_OUT =
  'Write for example "0 9 * * MON-FRI" for 9:00 on workdays, or a cycle like R/PT1H.';

function itemOf(value: string, more?: string): RegExp {
  const range = `(?:[*?]|${value}(?:-${value})?)(?:/\\d+)?`;
  return new RegExp(`^(?:${range}${more ? `|${more}` : ''})$`);
}

/**
 * Reads a cron expression. What cron-parser takes without asking is refused here: fewer than five fields, `1-5-7`,
 * months for weekdays and the other way round, steps longer than their field, and `H`, which is a roll of the dice.
 *
 * @param text - 5 or 6 fields, or a macro
 */
export function parseCron(text: string): CronRule | TextProblem {
  const cron = text.startsWith('@')
    ? MACROS[text.toLowerCase()]
    : text.toUpperCase();
  if (cron === undefined) {
    return unexpected(
      `one of ${Object.keys(MACROS).join(', ')}`,
      text,
      WAY_OUT,
    );
  }
  const written = cron.split(/\s+/);
  const problem = findCountProblem(written, text);
  if (problem) {
    return problem;
  }
  const fields = written.length === 5 ? ['0', ...written] : written;
  return findFieldProblem(fields) ?? readFields(fields, text);
}

function findCountProblem(
  fields: readonly string[],
  text: string,
): TextProblem | undefined {
  if (fields.length === 7) {
    return unexpected(
      WHAT,
      text,
      'Seven fields are Quartz: leave out the year at the end, and count weekdays from 0 = Sunday, not from 1, or name them (MON).',
    );
  }
  if (fields.length !== 5 && fields.length !== 6) {
    return unexpected(WHAT, text, WAY_OUT);
  }
  return isQuartz(fields)
    ? unexpected(
        WHAT,
        text,
        'With "?" this is Quartz, where weekday 1 is Sunday: name the weekdays (MON), or write "*" for "?".',
      )
    : undefined;
}

/** Only Quartz needs a `?`; what its weekdays mean is not to be guessed. */
function isQuartz(fields: readonly string[]): boolean {
  const weekdays = fields[fields.length - 1].replace(/[#/]\d+/g, '');
  return fields.includes('?') && /\d/.test(weekdays);
}

function findFieldProblem(fields: readonly string[]): TextProblem | undefined {
  for (const [index, { name, size, item }] of FIELDS.entries()) {
    for (const text of fields[index].split(',')) {
      if (!item.test(text)) {
        return unexpected(`a ${name} of a cron`, text, WAY_OUT);
      }
      if (Number(text.split('/')[1] ?? 1) > size) {
        return unexpected(
          `a step of at most ${size} for the ${name} of a cron`,
          text,
          'Write a longer distance as a cycle, for example R/PT90M.',
        );
      }
    }
  }
  return undefined;
}

function readFields(
  fields: readonly string[],
  text: string,
): CronRule | TextProblem {
  const parsed = tryParse(fields.join(' '));
  if ('complaint' in parsed) {
    const { complaint } = parsed;
    return complaint.includes('explicit day of month')
      ? impossibleCron(text)
      : {
          ...unexpected(WHAT, text, WAY_OUT),
          // It quotes the text too.
          problem: unexpected(WHAT, text, `${complaint}. ${WAY_OUT}`).problem,
        };
  }
  const hours = parsed.hour.values.map(Number);
  return {
    seconds: parsed.second.values.map(Number),
    minutes: parsed.minute.values.map(Number),
    hours,
    hoursAre: kindOfHours(hours, fields[2]),
    months: parsed.month.values.map(Number),
    ...(!parsed.dayOfMonth.isWildcard && {
      monthDays: {
        days: numbers(parsed.dayOfMonth.values),
        last: parsed.dayOfMonth.hasLastChar,
      },
    }),
    ...(!parsed.dayOfWeek.isWildcard && {
      weekDays: {
        days: sundayAsZero(numbers(parsed.dayOfWeek.values)),
        last: lastWeekDays(parsed.dayOfWeek.values),
        ...(parsed.dayOfWeek.nthDay > 0 && { nth: parsed.dayOfWeek.nthDay }),
      },
    }),
  };
}

/** The problem with a cron like `0 0 30 2 *`. */
export function impossibleCron(text: string): TextProblem {
  return unexpected(
    'a cron with a date that exists',
    text,
    'No such day comes in fifty years: check the day and the month.',
  );
}

function tryParse(cron: string) {
  try {
    // Only the fields are taken from cron-parser. Without date and seed it would ask the clock and the dice.
    return CronExpressionParser.parse(cron, {
      currentDate: 1,
      tz: 'UTC',
      hashSeed: 'none',
    }).fields;
  } catch (error) {
    return {
      complaint: error instanceof Error ? error.message : String(error),
    };
  }
}

function kindOfHours(hours: readonly number[], field: string): CronHours {
  if (hours.length === 24) {
    return 'every';
  }
  return hours.length > 1 && field.includes('/') ? 'step' : 'fixed';
}

function numbers(values: readonly (number | string)[]): number[] {
  return values.filter(value => typeof value === 'number');
}

function sundayAsZero(days: readonly number[]): number[] {
  return [...new Set(days.map(day => day % 7))];
}

function lastWeekDays(values: readonly (number | string)[]): number[] {
  return values
    .filter(value => typeof value === 'string')
    .map(value => parseInt(value, 10) % 7);
}
