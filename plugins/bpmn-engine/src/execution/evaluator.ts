import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  evaluateExpression,
  ExpressionFailure,
  type EvaluationContext,
} from '../expressions';
import type { ModelValue } from '../model/graph';
import type { Evaluator } from './element';
import { Failure } from './failure';

/** Where an evaluation takes its variables, clock and dice from, and where its warnings go. */
export interface EvaluationSource extends EvaluationContext {
  readonly warned: (warnings: readonly string[]) => void;
  /** Whether there may be one more evaluation. */
  readonly mayGoOn: () => boolean;
}

/** Evaluates what the model says, in the words of elements. */
export function evaluatorOf(source: EvaluationSource): Evaluator {
  const evaluate = (value: ModelValue) => evaluateValue(value, source);
  const optional =
    <T>(convert: (value: JsonValue, what: string) => T) =>
    (value: ModelValue | undefined, what: string): T | undefined => {
      const result = value && evaluate(value);
      return result === undefined || result === null
        ? undefined
        : convert(result, what);
    };
  return {
    now: source.now,
    evaluate,
    text: optional(asText),
    number: optional(asNumber),
    texts: optional(asTexts),
    boolean: (value, what) => asBoolean(evaluate(value), value, what),
  };
}

function evaluateValue(value: ModelValue, source: EvaluationSource): JsonValue {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'feel':
      return evaluateFeel(value, source);
    case 'foreign':
      throw new Failure(
        'expressionFailed',
        `Expected FEEL with a leading "=", but found ${value.text}`,
      );
    default:
      throw new Error(`Unknown kind of value: ${value satisfies never}`);
  }
}

function evaluateFeel(
  { expression }: Extract<ModelValue, { kind: 'feel' }>,
  source: EvaluationSource,
): JsonValue {
  if (!source.mayGoOn()) {
    throw new Failure(
      'limitExceeded',
      'Expected expressions to take less time, but those of one command have taken all there is. Do the work in a script task; resolve to go on',
    );
  }
  try {
    const { value, warnings } = evaluateExpression(expression, source);
    if (warnings.length > 0) {
      if (value === null) {
        throw withoutValue(expression.source, warnings);
      }
      source.warned(warnings);
    }
    return value;
  } catch (error) {
    if (error instanceof ExpressionFailure) {
      throw new Failure(
        'expressionFailed',
        `${error.message} (in ${expression.source})`,
      );
    }
    throw error;
  }
}

/** No value, and a reason for it. */
function withoutValue(source: string, warnings: readonly string[]): Failure {
  const isMissing = warnings.some(warning => warning.includes('not found'));
  return new Failure(
    'expressionFailed',
    `Expected ${source} to have a value, but it has none: ${warnings.join(
      '; ',
    )}${isMissing ? '. Set the variable, or use get or else(…)' : ''}`,
  );
}

function asText(value: JsonValue, what: string): string {
  if (typeof value === 'object' && value !== null) {
    throw unexpected(what, 'a text', value);
  }
  return String(value);
}

function asNumber(value: JsonValue, what: string): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    throw unexpected(what, 'a number', value);
  }
  return number;
}

function asBoolean(
  value: JsonValue,
  source: ModelValue,
  what: string,
): boolean {
  if (typeof value !== 'boolean') {
    throw unexpected(
      source.kind === 'feel' ? `${what} =${source.expression.source}` : what,
      'true or false',
      value,
    );
  }
  return value;
}

function asTexts(value: JsonValue, what: string): readonly string[] {
  if (Array.isArray(value)) {
    return value.map(item => asText(item, what));
  }
  return asText(value, what)
    .split(',')
    .map(item => item.trim())
    .filter(Boolean);
}

function unexpected(what: string, expected: string, value: JsonValue): Failure {
  return new Failure(
    'expressionFailed',
    `Expected ${what} to be ${expected}, but it is ${describeValue(value)}`,
  );
}

/** What kind of value it is: the value itself may be nobody's business. */
export function describeValue(value: JsonValue): string {
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  if (typeof value === 'object' && value !== null) {
    return 'a context';
  }
  return typeof value === 'string' || typeof value === 'number'
    ? `a ${typeof value}`
    : String(value);
}
