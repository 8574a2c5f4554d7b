import { CronRule, parseCron } from '../cron';
import { parseSchedule } from '../parse';
import { TimerKind, TimerSchedule } from '../schedule';

/** Epoch ms of an ISO 8601 date and time. */
export function at(text: string): number {
  return Date.parse(text);
}

/** The other way round, in UTC and without milliseconds if they are 0. */
export function iso(instant: number | undefined): string | undefined {
  return instant === undefined
    ? undefined
    : new Date(instant).toISOString().replace('.000Z', 'Z');
}

/**
 * What a text means that is correct.
 *
 * @throws Error with the problem, if it is not
 */
export function schedule(
  kind: TimerKind,
  text: string,
  timeZone?: string,
): TimerSchedule {
  const parsed = parseSchedule(kind, text, { timeZone });
  if ('problem' in parsed) {
    throw new Error(parsed.problem);
  }
  return parsed.schedule;
}

/**
 * What a cron means that is correct.
 *
 * @throws Error with the problem, if it is not
 */
export function ruleOf(cron: string): CronRule {
  const rule = parseCron(cron);
  if ('problem' in rule) {
    throw new Error(rule.problem);
  }
  return rule;
}
