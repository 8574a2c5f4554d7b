import type { ModelValue } from '../model/graph';
import {
  firstDue,
  parseSchedule,
  type ParsedSchedule,
  type TimerSchedule,
} from '../timers';
import type { Evaluator } from './element';
import { Failure } from './failure';

/** A date of the model, as epoch milliseconds: a date and time, or a duration from now on. */
export function momentOf(
  evaluator: Evaluator,
  value: ModelValue | undefined,
): number | undefined {
  const text = evaluator.text(value);
  if (text === undefined) {
    return undefined;
  }
  const kind = isDuration(text) ? 'duration' : 'date';
  const schedule = scheduleOf(value!, parseSchedule(kind, text));
  return schedule.kind === 'date'
    ? schedule.at
    : firstDue(schedule, evaluator.now);
}

/** What was read of a time that the model gives. Throws a Failure if it is none, which keeps the text to itself. */
export function scheduleOf(
  { place }: ModelValue,
  parsed: ParsedSchedule,
): TimerSchedule {
  if ('problem' in parsed) {
    throw new Failure(
      'expressionFailed',
      `Expected ${parsed.expected} in ${place}, but found something else. ${parsed.wayOut}`,
    );
  }
  return parsed.schedule;
}

function isDuration(text: string): boolean {
  return /^-?P/.test(text);
}
