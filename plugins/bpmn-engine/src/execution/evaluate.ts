import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { evaluateExpression, ExpressionFailure } from '../expressions';
import type { FlowNode, ModelValue, SequenceFlow } from '../model/graph';
import type { ElementInstance, Key } from '../state/state';
import type { Evaluator } from './element';
import { Failure } from './failure';
import type { Run } from './run';
import { lookUp } from './variables';

/** Variables besides those of the scope, e.g. `activationCount`. */
export type ExtraVariables = Readonly<Record<string, JsonValue>>;

const NO_EXTRAS: ExtraVariables = {};

/** Evaluates in the scope of an element instance. */
export function evaluatorFor(
  run: Run,
  scopeKey: Key,
  extras: ExtraVariables = NO_EXTRAS,
): Evaluator {
  const evaluate = (value: ModelValue) =>
    evaluateValue(run, value, { scopeKey, extras });
  return {
    now: run.now,
    evaluate,
    text: (value, what) => {
      const result = value && evaluate(value);
      return result === undefined || result === null
        ? undefined
        : asText(result, what);
    },
    number: (value, what) => {
      const result = value && evaluate(value);
      return result === undefined || result === null
        ? undefined
        : asNumber(result, what);
    },
    boolean: (value, what) => asBoolean(evaluate(value), value, what),
    texts: (value, what) => {
      const result = value && evaluate(value);
      return result === undefined || result === null
        ? undefined
        : asTexts(result, what);
    },
  };
}

interface EvaluationScope {
  readonly scopeKey: Key;
  readonly extras: ExtraVariables;
}

function evaluateValue(
  run: Run,
  value: ModelValue,
  { scopeKey, extras }: EvaluationScope,
): JsonValue {
  if (value.kind === 'literal') {
    return value.value;
  }
  if (value.kind === 'foreign') {
    throw new Failure(
      'expressionFailed',
      `Expected FEEL with a leading "=", but found ${value.text}`,
    );
  }
  return evaluateFeel(run, value, { scopeKey, extras });
}

function evaluateFeel(
  run: Run,
  { expression }: Extract<ModelValue, { kind: 'feel' }>,
  { scopeKey, extras }: EvaluationScope,
): JsonValue {
  try {
    const { value, warnings } = evaluateExpression(expression, {
      variable: name =>
        Object.hasOwn(extras, name)
          ? extras[name]
          : lookUp(run, scopeKey, name),
      now: run.now,
      random: run.random,
    });
    if (warnings.length > 0) {
      warn(run, scopeKey, { value, warnings, source: expression.source });
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

/** No value, and a reason for it: that is a failure. A value in spite of warnings is remembered with them. */
function warn(
  run: Run,
  key: Key,
  {
    value,
    warnings,
    source,
  }: { value: JsonValue; warnings: readonly string[]; source: string },
): void {
  if (value === null) {
    throw new Failure(
      'expressionFailed',
      `Expected ${source} to have a value, but it has none: ${warnings.join(
        '; ',
      )}. Set the variable, or use get or else(…)`,
    );
  }
  run.warnings.push({ key, warnings });
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

const LONGEST_VALUE = 100;

/** A value in a message: short, and not the whole of a list. */
export function describeValue(value: JsonValue): string {
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  if (typeof value === 'object' && value !== null) {
    return `an object with ${
      Object.keys(value).slice(0, 5).join(', ') || 'nothing'
    }`;
  }
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE
    ? `${text.slice(0, LONGEST_VALUE)}…`
    : text;
}

/**
 * The outgoing flows that a choice selects: the first whose condition is true, or all of them and those without condition. The
 * default flow is taken if no condition is true (BPMN 2.0.2 13.2.1, 13.4.2).
 */
export function selectFlows(
  run: Run,
  { node, instance }: { node: FlowNode; instance: ElementInstance },
  kind: 'first' | 'all',
): readonly SequenceFlow[] {
  const evaluator = evaluatorFor(run, instance.scopeKey);
  const selected: SequenceFlow[] = [];
  let isDecided = false;
  for (const flow of node.outgoing) {
    if (!flow.isDefault && isTrue(evaluator, flow)) {
      if (kind === 'first') {
        return [flow];
      }
      selected.push(flow);
      isDecided ||= flow.condition !== undefined;
    }
  }
  const byDefault = node.outgoing.filter(({ isDefault }) => isDefault);
  if (!isDecided) {
    selected.push(...byDefault);
  }
  if (selected.length === 0 && node.outgoing.length > 0) {
    throw noFlowChosen(node);
  }
  return selected;
}

function isTrue(
  evaluator: Evaluator,
  { condition, id }: SequenceFlow,
): boolean {
  return !condition || evaluator.boolean(condition, `condition of ${id}`);
}

function noFlowChosen({ outgoing }: FlowNode): Failure {
  const names = outgoing.map(({ id, name }) => name || id).join(', ');
  return new Failure(
    'noFlowChosen',
    `Expected one of the conditions of ${names} to be true, but none is. Add a default flow, or correct the variables and resolve`,
  );
}
