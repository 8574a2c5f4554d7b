import { CronExpressionParser } from 'cron-parser';
import cronstrue from 'cronstrue';
import { Duration } from 'luxon';
import type { ModelTimer } from '../../diagram/readModel';

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': 'Once a year, on the first of January',
  '@annually': 'Once a year, on the first of January',
  '@monthly': 'On the first day of every month',
  '@weekly': 'Every Sunday, at midnight',
  '@daily': 'Every day, at midnight',
  '@midnight': 'Every day, at midnight',
  '@weekdays': 'Monday to Friday, at midnight',
  '@weekends': 'Saturday and Sunday, at midnight',
  '@hourly': 'Every hour',
  '@minutely': 'Every minute',
  '@secondly': 'Every second',
};

/** When a timer fires, in words: `At 08:30, Monday through Friday (Europe/Berlin)`. */
export function scheduleInWords({ kind, text, timeZone }: ModelTimer): string {
  const words = wordsOf(kind, text);
  const zone = timeZone ?? (isCron(kind, text) ? UTC : undefined);
  return zone ? `${words} (${zone})` : words;
}

/** Where a cron is at home that says no zone. */
const UTC = 'UTC';

/** Whether a timer is a cron as it is written: no interval, and nothing that is computed. */
function isCron(kind: ModelTimer['kind'], text: string): boolean {
  return kind === 'timeCycle' && !/^[=RP]/.test(text);
}

function wordsOf(kind: ModelTimer['kind'], text: string): string {
  if (text.startsWith('=')) {
    return `As computed by ${text.slice(1).trim()}`;
  }
  switch (kind) {
    case 'timeDate':
      return `Once, at ${text}`;
    case 'timeDuration':
      return `Once, ${durationInWords(text) ?? text} after it is deployed`;
    case 'timeCycle':
      return cycleInWords(text);
    default:
      return kind satisfies never;
  }
}

const CYCLE = /^R(\d*)\/(?:[^P][^/]*\/)?(P[^/]+)/;

function cycleInWords(text: string): string {
  const [, times, interval] = CYCLE.exec(text) ?? [];
  if (interval) {
    const often = times ? `, ${times} times` : '';
    return `Every ${durationInWords(interval) ?? interval}${often}`;
  }
  if (MACROS[text]) {
    return MACROS[text];
  }
  try {
    return cronstrue.toString(text, { use24HourTimeFormat: true });
  } catch {
    return text; // Our cron knows more than these words do: as it was written, then.
  }
}

function durationInWords(text: string): string | undefined {
  const duration = Duration.fromISO(text);
  return duration.isValid ? duration.toHuman() : undefined;
}

/** The times after the next one, where they can be told from a cron: as ISO 8601. */
export function timesAfter(
  { kind, text, timeZone }: ModelTimer,
  dueAt: string,
  count: number,
): readonly string[] {
  if (!isCron(kind, text)) {
    return [];
  }
  try {
    return CronExpressionParser.parse(text, {
      currentDate: new Date(dueAt),
      tz: timeZone ?? UTC,
    })
      .take(count)
      .map(time => time.toDate().toISOString());
  } catch {
    return []; // One that only our own reader knows: the next time is from the back end anyway.
  }
}
