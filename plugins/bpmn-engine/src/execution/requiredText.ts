import type { ModelValue } from '../model/graph';
import type { Evaluator } from './element';
import { Failure } from './failure';

/** A text that has to be there, e.g. the name of a message. Throws a Failure if there is none. */
export function requiredText(evaluator: Evaluator, value: ModelValue): string {
  const text = evaluator.text(value);
  if (!text) {
    throw new Failure(
      'expressionFailed',
      `Expected ${value.place} to be a text, but ${
        text === '' ? 'it is empty' : 'there is none'
      }. ${wayToValue(value)}`,
    );
  }
  return text;
}

/** What to do where a value of the model is missing. */
export function wayToValue(value: ModelValue | undefined): string {
  return value?.kind === 'feel'
    ? 'Set the variables that it reads'
    : 'Give it one in the model, and migrate the instance';
}
