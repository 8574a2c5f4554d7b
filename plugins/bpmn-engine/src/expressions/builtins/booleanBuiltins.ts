import { ExpressionFailure } from '../failure';
import { Builtin } from './builtin';

function isDefined(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function getOrElse(value: unknown, fallback: unknown): unknown {
  return (isDefined(value) ? value : fallback) ?? null;
}

function assert(value: unknown, condition: unknown, cause: unknown): unknown {
  if (condition !== true) {
    throw new ExpressionFailure(
      typeof cause === 'string'
        ? `Expected what assert() asks for, but: ${cause}`
        : 'Expected the condition of assert() to be true, but it is not.',
    );
  }
  return value ?? null;
}

/** Built-ins about booleans and null. */
export const booleanBuiltins: readonly Builtin[] = [
  {
    name: 'not',
    forms: [['negand']],
    summary: 'The opposite of a boolean.',
  },
  {
    name: 'is defined',
    forms: [['value']],
    summary: 'Whether a value is there and not null.',
    call: isDefined,
  },
  {
    name: 'get or else',
    forms: [['value', 'default']],
    summary: 'The value, or the default if it is missing or null.',
    call: getOrElse,
  },
  {
    name: 'assert',
    forms: [['value', 'condition', 'cause?']],
    summary:
      'The value, if the condition is true; otherwise the expression fails with the cause.',
    call: assert,
  },
  {
    name: 'is',
    forms: [['value1', 'value2']],
    summary: 'Whether two values are the same, zones of times included.',
    deep: true,
  },
];
