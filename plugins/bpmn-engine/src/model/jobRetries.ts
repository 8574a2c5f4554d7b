import type { ModelValue } from './graph';
import type { ModelReader } from './vocabulary';

/** Tries of a job whose model says nothing. */
export const DEFAULT_RETRIES = 3;

/** Most tries of a job. */
export const MOST_RETRIES = 1_000_000;

/** Whether a job can be tried so often. */
export function isNumberOfTries(value: unknown): boolean {
  return (
    Number.isInteger(value) &&
    Number(value) >= 1 &&
    Number(value) <= MOST_RETRIES
  );
}

/** How often a job is tried, of a task or of a listener; undefined if the model says nothing. */
export function readRetries(
  reader: ModelReader,
  text: string | undefined,
  path: string,
): ModelValue | undefined {
  const value = reader.value(text, 'number', path);
  if (value?.kind === 'literal' && !isNumberOfTries(value.value)) {
    reader.report({
      rule: 'job-retries',
      parameters: { path, retries: value.value },
      message: `Expected ${value.place} to be a whole number from 1 to ${MOST_RETRIES}, but found ${value.value}. Correct it, or leave it out: then there are ${DEFAULT_RETRIES}`,
      path: [path],
    });
  }
  return value;
}
