import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { isJson } from './isJson';

/**
 * How a job went. Made by {@link complete}, {@link fail}, {@link failForGood} and {@link throwError}.
 *
 * @public
 */
export type JobAnswer =
  | { readonly kind: 'complete'; readonly variables: JsonObject }
  | {
      readonly kind: 'fail';
      readonly message: string;
      /** Milliseconds to wait before the next try; absent: as the model says. */
      readonly retryAfter?: number;
      /** Tries that are left; absent: one less than before. With 0 an incident is raised. */
      readonly retries?: number;
    }
  | { readonly kind: 'failForGood'; readonly message: string }
  | {
      readonly kind: 'throwError';
      readonly code: string;
      readonly message?: string;
      readonly variables: JsonObject;
    };

/**
 * The work is done; the process goes on.
 *
 * @param variables - result; without output mappings each goes to the variable of its name, with them only what they map leaves the task
 * @public
 */
export function complete(variables: JsonObject = {}): JobAnswer {
  return { kind: 'complete', variables };
}

/**
 * The work could not be done this time. It is tried again while tries are left; then an incident is raised.
 *
 * @param message - for people: what was expected, what was found, and the way out; no values of variables, no secrets
 * @public
 */
export function fail(
  message: string,
  options: { readonly retryAfter?: number; readonly retries?: number } = {},
): JobAnswer {
  return { kind: 'fail', message, ...options };
}

/**
 * The work cannot be done, and trying again would not help: an incident is raised at once.
 *
 * @param message - as for {@link fail}
 * @public
 */
export function failForGood(message: string): JobAnswer {
  return { kind: 'failForGood', message };
}

/**
 * The work has ended in a way that the model provides for: a BPMN error, to be caught by an error event of the same code.
 *
 * @param code - error code; one that nothing catches raises an incident
 * @param message - for people
 * @param variables - what the error event gets
 * @public
 */
export function throwError(
  code: string,
  message?: string,
  variables: JsonObject = {},
): JobAnswer {
  return {
    kind: 'throwError',
    code,
    ...(message !== undefined && { message }),
    variables,
  };
}

type Fields = Readonly<Record<string, unknown>>;

const PROBLEMS: Readonly<
  Record<JobAnswer['kind'], (answer: Fields) => string | undefined>
> = {
  complete: variablesProblem,
  fail: answer =>
    textProblem(answer, 'message') ??
    numberProblem(answer, 'retryAfter') ??
    numberProblem(answer, 'retries') ??
    (Number.isInteger(answer.retries ?? 0)
      ? undefined
      : 'Expected retries to be a whole number, but found a fraction'),
  failForGood: answer => textProblem(answer, 'message'),
  throwError: answer =>
    textProblem(answer, 'code') ??
    (answer.message === undefined
      ? undefined
      : textProblem(answer, 'message')) ??
    variablesProblem(answer),
};

/**
 * What keeps a value from being a {@link JobAnswer}; undefined if it is one. Quotes no values.
 *
 * @public
 */
export function findAnswerProblem(answer: unknown): string | undefined {
  if (!isObject(answer)) {
    return 'Expected an answer such as complete({}), but found none';
  }
  const kind = Object.hasOwn(PROBLEMS, String(answer.kind))
    ? (answer.kind as JobAnswer['kind'])
    : undefined;
  return kind
    ? PROBLEMS[kind](answer)
    : `Expected an answer of a kind of ${Object.keys(PROBLEMS).join(
        ', ',
      )}, but found another`;
}

function textProblem(answer: Fields, name: string): string | undefined {
  return typeof answer[name] === 'string'
    ? undefined
    : `Expected the ${name} of an answer to be a text, but found another value`;
}

function numberProblem(answer: Fields, name: string): string | undefined {
  const { [name]: value = 0 } = answer;
  const isFine =
    typeof value === 'number' && Number.isFinite(value) && value >= 0;
  return isFine
    ? undefined
    : `Expected ${name} to be a number of at least 0, but found another value`;
}

function variablesProblem({ variables }: Fields): string | undefined {
  if (!isObject(variables) || Array.isArray(variables)) {
    return 'Expected the variables of an answer to be an object, but found another value';
  }
  const name = Object.keys(variables).find(key => !isJson(variables[key]));
  return name === undefined
    ? undefined
    : `Expected variable "${name}" to be JSON of at most 200 levels, but found another value. Answer with plain objects, arrays, texts, finite numbers, booleans and null`;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
