import { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  Compilation,
  compilationOf,
  Expression,
  programFor,
} from './expression';
import { BudgetSpent } from './budgetSpent';
import { ExpressionFailure } from './failure';
import { runWith } from './run';
import { requireFilesOf } from './requireFilesOf';
import { toResult } from './toJson';

/** What an expression is evaluated with. */
export interface EvaluationContext {
  /**
   * Value of a variable, as `JSON.parse` gives it; undefined if there is none. Asked for the names of the expression only,
   * none of which it may take for something that objects inherit (`constructor`).
   */
  readonly variable: (name: string) => JsonValue | undefined;
  /** What `now()` and `today()` say, in epoch milliseconds. */
  readonly now: number;
  /** The host's dice for `random number()` and `uuid()`: at least 0, less than 1. */
  readonly random: () => number;
  /** Steps after which `BudgetSpent` is thrown; absent: it may take as many as any expression. */
  readonly granted?: number;
  /** Is told how many steps an evaluation has taken, whether it gave a value or not. */
  readonly spent?: (steps: number) => void;
}

/** What an expression gives. */
export interface Evaluation {
  /** See `toJson` for how values of FEEL become JSON. A part of a variable may be the very same object. */
  readonly value: JsonValue;
  /** Short sentences for people, at most `MAX_WARNINGS`, each once: missing names, operators that do not apply. */
  readonly warnings: readonly string[];
}

const NO_WARNINGS: readonly string[] = [];

/**
 * Evaluates an expression. The same expression, context and dice give the same result on every host: neither its clock
 * nor its zone nor its language counts.
 *
 * @throws ExpressionFailure when there is no value that a variable can hold, or it would take too long; BudgetSpent when it takes more
 * than was granted
 */
export function evaluateExpression(
  expression: Expression,
  context: EvaluationContext,
): Evaluation {
  const compilation = compilationOf(expression);
  if ('problem' in compilation) {
    throw new ExpressionFailure(compilation.problem);
  }
  const value = compilation.fast?.(context);
  return value === undefined
    ? evaluate(expression, compilation, context)
    : { value, warnings: NO_WARNINGS };
}

function evaluate(
  { names }: Expression,
  compilation: Compilation,
  context: EvaluationContext,
): Evaluation {
  return runWith(context, run => {
    const reading = readerOf(context);
    try {
      const result = toResult(programFor(compilation)(reading.variable));
      if (result.hasFile) {
        requireFilesOf(result.json, names.map(reading.variable));
      }
      return { value: result.json, warnings: [...run.warnings] };
    } catch (error) {
      throw reading.failed ? reading.error : failureOf(error);
    } finally {
      context.spent?.(run.steps);
    }
  });
}

interface Reading {
  readonly variable: EvaluationContext['variable'];
  failed: boolean;
  error: unknown;
}

/** Whatever goes wrong while a variable is read is the host's affair, not the expression's. */
function readerOf(context: EvaluationContext): Reading {
  const reading: Reading = {
    failed: false,
    error: undefined,
    variable(name) {
      try {
        return context.variable(name);
      } catch (error) {
        reading.failed = true;
        reading.error = error;
        throw error;
      }
    },
  };
  return reading;
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /^Maximum call stack|^too much recursion/,
    'Expected an expression that nests less, but it ran out of space. Go through fewer items at once.',
  ],
  [
    /^Invalid (?:string|array) length/,
    'Expected shorter strings and lists, but one got too long. Put it into a file.',
  ],
  [
    /^unsupported range: /,
    'Expected numbers, strings, dates, times or durations to compare, and both of the same kind, but found something else.',
  ],
];

function failureOf(error: unknown): Error {
  if (error instanceof ExpressionFailure || error instanceof BudgetSpent) {
    return error;
  }
  const message = String((error as Error | undefined)?.message ?? error);
  const reason = REASONS.find(([pattern]) => pattern.test(message));
  return new ExpressionFailure(
    reason?.[1] ??
      `Expected an expression that can be evaluated, but: ${message}.`,
  );
}
