import {
  MAX_INSTANCE_VARIABLES_BYTES,
  MAX_VARIABLE_BYTES,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
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
      /** Whole milliseconds to wait before the next try, at most a year; absent: as the model says. */
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

/** Longest time before the next try, in milliseconds: a year. */
const LONGEST_RETRY_AFTER = 366 * 86_400_000;
const MOST_RETRIES = 1_000_000;
const LONGEST_NAME = 255;
/** What a database can have as the name of a variable. */
const NAME = /^[^\p{Cs}\0]+$/u;

const PROBLEMS: Readonly<
  Record<JobAnswer['kind'], (answer: Fields) => string | undefined>
> = {
  complete: variablesProblem,
  fail: answer =>
    textProblem(answer, 'message') ??
    numberProblem(answer, 'retryAfter', LONGEST_RETRY_AFTER) ??
    numberProblem(answer, 'retries', MOST_RETRIES),
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

function numberProblem(
  answer: Fields,
  name: string,
  most: number,
): string | undefined {
  const { [name]: value = 0 } = answer;
  const isFine =
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
  return isFine
    ? undefined
    : `Expected ${name} to be a whole number from 0 to ${most}, but found another value`;
}

function variablesProblem({ variables }: Fields): string | undefined {
  if (!isObject(variables) || Array.isArray(variables)) {
    return 'Expected the variables of an answer to be an object, but found another value';
  }
  let sum = 0;
  for (const [name, value] of Object.entries(variables)) {
    if (name.length > LONGEST_NAME || !NAME.test(name)) {
      return `Expected names of variables to have 1 to ${LONGEST_NAME} characters that a database knows, but found another one`;
    }
    if (!isJson(value)) {
      return `Expected variable "${name}" to be JSON of at most 200 levels, but found another value. Answer with plain objects, arrays, texts, finite numbers, booleans and null`;
    }
    const size = Buffer.byteLength(JSON.stringify(value));
    sum += size;
    if (size > MAX_VARIABLE_BYTES) {
      return `Expected variable "${name}" to have at most ${MAX_VARIABLE_BYTES} bytes of JSON, but it has ${size}. Anything larger is a file`;
    }
  }
  return sum > MAX_INSTANCE_VARIABLES_BYTES
    ? `Expected variables of at most ${MAX_INSTANCE_VARIABLES_BYTES} bytes of JSON together, but they have ${sum}`
    : undefined;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
