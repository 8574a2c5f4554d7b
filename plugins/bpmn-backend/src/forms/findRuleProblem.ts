import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { partOf, type Field } from './Field';
import { wrong, type FieldWrong } from './FieldWrong';
import type { FormScope } from './FormScope';

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/;
const PHONE = /^\+[1-9]\d{6,14}$/;

interface Asked {
  readonly value: JsonValue;
  /** The rules of the field. */
  readonly rules: Field;
  readonly limit: (name: string) => number | undefined;
}

/** What the rules of a field have against a value that is there and of the right kind. */
export function findRuleProblem(
  field: Field,
  value: JsonValue,
  scope: FormScope,
): FieldWrong | undefined {
  const rules = partOf(field, 'validate');
  const limit = (name: string) => limitOf(rules[name], scope);
  const asked = { value, rules, limit };
  return field.type === 'number'
    ? findRangeProblem(asked)
    : findTextProblem(asked);
}

function findRangeProblem({ value, limit }: Asked): FieldWrong | undefined {
  const [min, max] = [limit('min'), limit('max')];
  if (min !== undefined && Number(value) < min) {
    return wrong('min', `Expected at least ${min}.`);
  }
  return max !== undefined && Number(value) > max
    ? wrong('max', `Expected at most ${max}.`)
    : undefined;
}

function findTextProblem(asked: Asked): FieldWrong | undefined {
  return typeof asked.value === 'string'
    ? findLengthProblem(asked, asked.value) ??
        findPatternProblem(asked.rules, asked.value) ??
        findKindProblem(asked.rules, asked.value)
    : undefined;
}

function findLengthProblem(
  { limit }: Asked,
  text: string,
): FieldWrong | undefined {
  const { length } = text.trim();
  const [min, max] = [limit('minLength'), limit('maxLength')];
  if (min !== undefined && length < min) {
    return wrong('minLength', `Expected at least ${min} characters.`);
  }
  return max !== undefined && length > max
    ? wrong('maxLength', `Expected at most ${max} characters.`)
    : undefined;
}

function findPatternProblem(
  { pattern, patternErrorMessage }: Field,
  text: string,
): FieldWrong | undefined {
  if (typeof pattern !== 'string' || pattern === '' || fits(pattern, text)) {
    return undefined;
  }
  const message =
    typeof patternErrorMessage === 'string' && patternErrorMessage !== ''
      ? patternErrorMessage
      : `Expected something that fits ${pattern}.`;
  return wrong('pattern', message);
}

/** However long that takes: there is a deadline around it. */
function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    // Not a pattern: the form itself cannot be filled in with it either, so nobody is refused for it.
    return true;
  }
}

function findKindProblem(
  { validationType }: Field,
  text: string,
): FieldWrong | undefined {
  if (validationType === 'email' && !EMAIL.test(text)) {
    return wrong('email', 'Expected an e-mail address.');
  }
  return validationType === 'phone' && !PHONE.test(text.replace(/[\s()-]/g, ''))
    ? wrong('phone', 'Expected a phone number such as +4930664040900.')
    : undefined;
}

/** A limit as it stands, or as an expression gives it. */
function limitOf(limit: unknown, scope: FormScope): number | undefined {
  const value =
    typeof limit === 'string' && limit.startsWith('=')
      ? scope.evaluate(limit)
      : limit;
  const isThere = typeof value === 'number' || typeof value === 'string';
  const number = isThere && value !== '' ? Number(value) : NaN;
  return Number.isNaN(number) ? undefined : number;
}
