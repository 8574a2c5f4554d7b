import type { ModelValue } from '../model/graph';
import { firstDue, parseSchedule } from '../timers';
import type { Evaluator } from './element';
import { Failure } from './failure';

/** A date of the model, as epoch milliseconds: a date and time, or a duration from now on. */
export function momentOf(
  evaluator: Evaluator,
  value: ModelValue | undefined,
  what: string,
): number | undefined {
  const text = evaluator.text(value, what);
  if (text === undefined) {
    return undefined;
  }
  const parsed = parseSchedule(isDuration(text) ? 'duration' : 'date', text);
  if ('problem' in parsed) {
    throw new Failure('expressionFailed', `${parsed.problem} (${what})`);
  }
  const { schedule } = parsed;
  return schedule.kind === 'date'
    ? schedule.at
    : firstDue(schedule, evaluator.now);
}

function isDuration(text: string): boolean {
  return /^-?P/.test(text);
}
