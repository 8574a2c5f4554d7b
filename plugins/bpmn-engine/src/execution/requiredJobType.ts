import type { ModelValue } from '../model/graph';
import type { Evaluator } from './element';
import { Failure } from './failure';
import { findTextProblem } from './findTextProblem';
import { requiredText, wayToValue } from './requiredText';

/** A job type, which workers can ask for. Throws a Failure if there is none, or if nobody could. */
export function requiredJobType(
  evaluator: Evaluator,
  value: ModelValue,
): string {
  const type = requiredText(evaluator, value);
  const problem =
    findTextProblem(type) ??
    (/[\s*]/.test(type) ? 'has spaces or stars in it' : undefined);
  if (problem) {
    throw new Failure(
      'expressionFailed',
      `Expected ${
        value.place
      } to be one that workers can ask for, but it ${problem}. ${wayToValue(
        value,
      )}`,
    );
  }
  return type;
}
