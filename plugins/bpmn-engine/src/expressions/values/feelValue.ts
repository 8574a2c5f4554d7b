import { evaluate } from '@bpmn-io/feelin';
import { DateTime, Duration } from 'luxon';
import { ExpressionFailure } from '../failure';
import { MAX_VALUE_DEPTH } from '../limits';
import { charge } from '../run';

/** A range of FEEL, such as `[1..5)`. An end that is null is open. */
export interface FeelRange {
  readonly start: unknown;
  readonly end: unknown;
  readonly 'start included': boolean;
  readonly 'end included': boolean;
}

/** A function that the expression defines. */
export interface FeelFunction {
  fn: (...args: unknown[]) => unknown;
  readonly parameterNames: readonly string[];
  readonly invoke: (args: readonly unknown[]) => unknown;
}

/** A built-in, as feelin calls it: an ordinary function that names its parameters. */
export interface Callable {
  (...args: unknown[]): unknown;
  /** Names of the parameters, for `f(name: value)`; a last one that starts with `...` takes any number. */
  readonly $args: readonly string[];
}

interface Samples {
  readonly rangeClass: new () => object;
  readonly functionClass: new () => object;
  readonly equality: FeelFunction;
}

let taken: Samples | undefined;

/** What feelin does not export, it gives away by its results. */
function samples(): Samples {
  const sampleOf = (source: string) => evaluate(source).value as object;
  const classOf = (source: string) =>
    sampleOf(source).constructor as new () => object;
  taken ??= {
    rangeClass: classOf('[1..2]'),
    functionClass: classOf('function() 1'),
    equality: sampleOf('function(a, b) a = b') as FeelFunction,
  };
  return taken;
}

/** Whether a value is a range. */
export function isRange(value: unknown): value is FeelRange {
  return value instanceof samples().rangeClass;
}

/** Whether a value is a function that the expression defines. */
export function isDefinedFunction(value: unknown): value is FeelFunction {
  return value instanceof samples().functionClass;
}

/** Whether a value is a function of any kind. */
export function isFunction(value: unknown): boolean {
  return typeof value === 'function' || isDefinedFunction(value);
}

/** Whether a value is a context: entries by name. */
export function isContext(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !DateTime.isDateTime(value) &&
    !Duration.isDuration(value) &&
    !isRange(value) &&
    !isDefinedFunction(value)
  );
}

/** Whether two values are equal as FEEL's `=` has it. The caller charges. */
export function areEqual(a: unknown, b: unknown): boolean {
  return samples().equality.invoke([a, b]) === true;
}

/** A context of entries, whatever their names. */
export function contextOf(
  entries: Iterable<readonly [string, unknown]>,
): Record<string, unknown> {
  return Object.fromEntries(entries);
}

/** Steps for reading a string. */
export function stepsOfText(text: string): number {
  return Math.floor(text.length / 64);
}

/** Charges for reading a value to its last leaf. */
export function chargeDeep(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    charge(stepsOfText(value));
  } else if (Array.isArray(value)) {
    checkDepth(depth);
    charge(value.length);
    value.forEach(item => chargeDeep(item, depth + 1));
  } else if (isContext(value)) {
    checkDepth(depth);
    const items = Object.values(value);
    charge(items.length);
    items.forEach(item => chargeDeep(item, depth + 1));
  }
}

/** Charges for reading a value's items or characters, without what is in them. */
export function chargeFlat(value: unknown): void {
  if (typeof value === 'string') {
    charge(stepsOfText(value));
  } else if (Array.isArray(value)) {
    charge(value.length);
  }
}

function checkDepth(depth: number): void {
  if (depth > MAX_VALUE_DEPTH) {
    throw new ExpressionFailure(
      `Expected a value that nests at most ${MAX_VALUE_DEPTH} levels, but it nests deeper or contains itself.`,
    );
  }
}
