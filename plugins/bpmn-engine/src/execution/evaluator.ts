import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  BudgetSpent,
  evaluateExpression,
  ExpressionFailure,
  type EvaluationContext,
} from '../expressions';
import { shortened } from '../model/document';
import type { ModelValue } from '../model/graph';
import { inPlace } from '../model/place';
import type { Evaluator } from './element';
import { Failure } from './failure';

/** Where an evaluation takes its variables, clock and dice from, and where its warnings go. */
export interface EvaluationSource extends EvaluationContext {
  readonly warned: (warnings: readonly string[]) => void;
  /** Whether there may be one more evaluation. */
  readonly mayGoOn: () => boolean;
  /** Whether steps that are not granted here are granted nowhere. */
  readonly isLimited?: boolean;
}

/** One is made wherever something is evaluated: methods on a prototype cost nothing, closures would. */
class ModelEvaluator implements Evaluator {
  constructor(private readonly source: EvaluationSource) {}

  get now(): number {
    return this.source.now;
  }

  evaluate(value: ModelValue): JsonValue {
    return evaluateValue(value, this.source);
  }

  text(value: ModelValue | undefined): string | undefined {
    return this.optional(value, asText);
  }

  number(value: ModelValue | undefined): number | undefined {
    return this.optional(value, asNumber);
  }

  texts(value: ModelValue | undefined): readonly string[] | undefined {
    return this.optional(value, asTexts);
  }

  boolean(value: ModelValue): boolean {
    return asBoolean(this.evaluate(value), value);
  }

  private optional<T>(
    value: ModelValue | undefined,
    convert: (result: JsonValue, value: ModelValue) => T,
  ): T | undefined {
    const result = value && this.evaluate(value);
    return result === undefined || result === null
      ? undefined
      : convert(result, value!);
  }
}

/** Evaluates what the model says, in the words of elements. */
export function evaluatorOf(source: EvaluationSource): Evaluator {
  return new ModelEvaluator(source);
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
        `Expected ${
          value.place
        } to be FEEL with a leading "=", but found ${shortened(
          value.text,
        )}. Write it in FEEL and migrate the instance`,
      );
    default:
      throw new Error(`Unknown kind of value: ${value satisfies never}`);
  }
}

type FeelValue = Extract<ModelValue, { kind: 'feel' }>;

function evaluateFeel(value: FeelValue, source: EvaluationSource): JsonValue {
  if (!source.mayGoOn()) {
    throw tookTooLong(value, 'before');
  }
  try {
    const { value: result, warnings } = evaluateExpression(
      value.expression,
      source,
    );
    if (warnings.length > 0) {
      if (result === null) {
        throw withoutValue(value, warnings);
      }
      source.warned(warnings);
    }
    return result;
  } catch (error) {
    if (error instanceof ExpressionFailure) {
      throw new Failure(
        'expressionFailed',
        inPlace(error.message, value.place, quoted(value)),
      );
    }
    throw error instanceof BudgetSpent && source.isLimited
      ? tookTooLong(value, 'at')
      : error;
  }
}

function tookTooLong({ place }: FeelValue, where: 'before' | 'at'): Failure {
  return new Failure(
    'limitExceeded',
    `Expected expressions to take less time, but those of one command have taken all there is ${where} ${place}. Do the work in a script task; resolve to go on`,
  );
}

/** No value, and a reason for it. */
function withoutValue(value: FeelValue, warnings: readonly string[]): Failure {
  const isMissing = warnings.some(warning => warning.includes('not found'));
  return new Failure(
    'expressionFailed',
    `Expected ${value.place} to have a value, but ${quoted(
      value,
    )} has none: ${warnings.join('; ')}${
      isMissing ? '. Set the variable, or use get or else(…)' : ''
    }`,
  );
}

function quoted({ expression }: FeelValue): string {
  return shortened(`=${expression.source}`);
}

function asText(result: JsonValue, value: ModelValue): string {
  if (typeof result === 'object' && result !== null) {
    throw unexpected(value, 'a text', `it is ${describeValue(result)}`);
  }
  return String(result);
}

function asNumber(result: JsonValue, value: ModelValue): number {
  const number = typeof result === 'string' ? Number(result) : result;
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    throw unexpected(value, 'a number', `it is ${describeValue(result)}`);
  }
  return number;
}

function asBoolean(result: JsonValue, value: ModelValue): boolean {
  if (typeof result !== 'boolean') {
    throw unexpected(value, 'true or false', `it is ${describeValue(result)}`);
  }
  return result;
}

function asTexts(result: JsonValue, value: ModelValue): readonly string[] {
  if (Array.isArray(result)) {
    return result.map((item, index) => asItem(item, value, index));
  }
  if (typeof result === 'object') {
    throw unexpected(
      value,
      'a list of texts',
      `found ${describeValue(result)}`,
    );
  }
  return String(result)
    .split(',')
    .map(item => item.trim())
    .filter(Boolean);
}

function asItem(item: JsonValue, value: ModelValue, index: number): string {
  if (typeof item === 'object') {
    throw unexpected(
      value,
      'a list of texts',
      `item ${index + 1} is ${describeValue(item)}`,
    );
  }
  return String(item);
}

function unexpected(
  value: ModelValue,
  expected: string,
  found: string,
): Failure {
  return new Failure(
    'expressionFailed',
    `Expected ${value.place} to be ${expected}, but ${found}${
      value.kind === 'feel' ? ` (${quoted(value)})` : ''
    }`,
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
  return value === null ? 'null' : `a ${typeof value}`;
}
