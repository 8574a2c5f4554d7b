import { DateTime, Duration } from 'luxon';
import { ExpressionFailure } from '../failure';
import { MAX_CALL_DEPTH, MAX_TEXT_LENGTH } from '../limits';
import { charge, currentRun, warn } from '../run';
import {
  Callable,
  chargeDeep,
  chargeFlat,
  FeelRange,
  isContext,
  isDefinedFunction,
  isFunction,
  isRange,
  stepsOfText,
} from '../values/feelValue';
import {
  kindOfDateTime,
  kindOfDuration,
  millisOf,
  monthsOf,
} from '../values/temporal';
import { kindOf } from '../values/kindOf';

function guard(
  names: readonly string[],
  call: (...args: any[]) => unknown,
): Callable {
  return Object.assign(call, { $args: names });
}

/** What `for`, `some` and `every` go through; a range becomes a list. */
function each(value: unknown, weight: number): unknown {
  if (isRange(value)) {
    return itemsOf(value, weight);
  }
  if (Array.isArray(value)) {
    charge(value.length * weight);
    for (const item of value) {
      if (Array.isArray(item)) {
        charge(item.length * weight);
      }
    }
  }
  return value;
}

/** `a..b` of `for`, `some` and `every`: whole steps from a towards b. feelin goes on for ever if b is not among them. */
function steps(start: unknown, end: unknown, weight: number): unknown {
  return typeof start === 'number' && typeof end === 'number'
    ? numbers(start, end, weight)
    : noNumbers(start, end);
}

function itemsOf(range: FeelRange, weight: number): unknown {
  const { start, end } = range;
  if (typeof start !== 'number' || typeof end !== 'number') {
    return noNumbers(start, end);
  }
  const list = numbers(start, end, weight);
  const from = range['start included'] ? 0 : 1;
  const excludesEnd = !range['end included'] && list[list.length - 1] === end;
  return list.slice(
    from,
    excludesEnd ? Math.max(from, list.length - 1) : undefined,
  );
}

function numbers(start: number, end: number, weight: number): number[] {
  const length = Math.floor(Math.abs(end - start)) + 1;
  charge(length * weight);
  const direction = start > end ? -1 : 1;
  return Array.from({ length }, (_, index) => start + index * direction);
}

function noNumbers(start: unknown, end: unknown): null {
  if (start === null || end === null) {
    return null;
  }
  throw new ExpressionFailure(
    'Expected a range of numbers to go through, but its ends are something else. Make a list of it.',
  );
}

/** What a filter looks at: feelin copies the entries of every item into the scope of the condition. */
function filtered(value: unknown, weight: number): unknown {
  if (isRange(value)) {
    return itemsOf(value, weight);
  }
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  charge(items.length * weight);
  charge(items.reduce<number>((sum, item) => sum + stepsOfItem(item), 0));
  return value;
}

function stepsOfItem(item: unknown): number {
  if (typeof item === 'string' || Array.isArray(item)) {
    return item.length;
  }
  return typeof item === 'object' && item !== null
    ? Object.keys(item).length >> 4
    : 0;
}

/** The target of a path, which is gone through if it is a list. */
function listed(value: unknown): unknown {
  if (Array.isArray(value)) {
    charge(value.length);
  }
  return value;
}

/** One side of a comparison. */
function compared(value: unknown): unknown {
  if (typeof value === 'object') {
    chargeDeep(value);
  } else {
    chargeFlat(value);
  }
  return value;
}

const UNORDERED: ReadonlySet<string> = new Set(['boolean']);
const SCALARS: ReadonlySet<string> = new Set(['boolean', 'number', 'string']);

/** The left side of `<` and its like. What has another type than the right side is neither less nor more: null. */
function ordered(value: unknown, other: unknown): unknown {
  const [own, foreign] = [typeof value, typeof other];
  const isScalar = SCALARS.has(own) && SCALARS.has(foreign);
  if (!isScalar || (own === foreign && !UNORDERED.has(own))) {
    return value;
  }
  warn(
    `Expected to compare values of one type, but found ${own} and ${foreign}`,
  );
  return null;
}

/** One side of `+`. */
function joined(value: unknown): unknown {
  if (typeof value === 'string') {
    charge(stepsOfText(value));
    if (value.length > MAX_TEXT_LENGTH) {
      throw new ExpressionFailure(
        `Expected strings of at most ${MAX_TEXT_LENGTH} characters, but one has ${value.length}. Put it into a file.`,
      );
    }
  }
  return value;
}

/** A function that the expression defines, which counts its calls from now on. */
function counted(value: unknown, weight: number): unknown {
  if (isDefinedFunction(value)) {
    const body = value.fn;
    value.fn = (...args) => {
      const run = currentRun();
      charge(weight);
      run.depth += 1;
      if (run.depth > MAX_CALL_DEPTH) {
        throw new ExpressionFailure(
          `Expected functions to call each other at most ${MAX_CALL_DEPTH} levels deep, but they go deeper. Use 'for' rather than recursion.`,
        );
      }
      const result = body(...args);
      run.depth -= 1;
      return result;
    };
  }
  return value;
}

/** From here to `quiet`, missing names are expected. */
function hush(): null {
  currentRun().hushed += 1;
  return null;
}

function quiet(_hush: null, value: unknown): unknown {
  currentRun().hushed -= 1;
  return value;
}

/** A multiple of a duration; numbers as ever. */
function times(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') {
    return a * b;
  }
  return multiple(a, b) ?? multiple(b, a) ?? noScale('multiply', a, b);
}

/** Part of a duration, or how often one is in another. */
function divided(a: unknown, b: unknown): unknown {
  if (Duration.isDuration(a) && Duration.isDuration(b)) {
    const parts = monthsOf(b) !== 0 ? monthsOf : millisOf;
    return parts(b) === 0 ? null : parts(a) / parts(b);
  }
  return typeof b === 'number' && b !== 0
    ? multiple(a, 1 / b) ?? noScale('divide', a, b)
    : noScale('divide', a, b);
}

function multiple(duration: unknown, factor: unknown): Duration | null {
  if (!Duration.isDuration(duration) || typeof factor !== 'number') {
    return null;
  }
  return kindOfDuration(duration) === 'years and months duration'
    ? Duration.fromObject({ months: Math.trunc(monthsOf(duration) * factor) })
    : Duration.fromMillis(Math.round(duration.toMillis() * factor));
}

function noScale(verb: string, a: unknown, b: unknown): null {
  warn(`Can't ${verb} ${kindOf(a)} by ${kindOf(b)}`);
  return null;
}

const TYPES: ReadonlyMap<string, (value: any) => boolean> = new Map<
  string,
  (value: any) => boolean
>([
  ['any', value => value !== null],
  ['null', value => value === null],
  ['boolean', value => typeof value === 'boolean'],
  ['number', value => typeof value === 'number'],
  ['string', value => typeof value === 'string'],
  ['list', Array.isArray],
  ['context', isContext],
  ['range', isRange],
  ['function', isFunction],
  ...['date', 'time', 'date and time'].map(
    name =>
      [
        name,
        (value: unknown) =>
          DateTime.isDateTime(value) && kindOfDateTime(value) === name,
      ] as const,
  ),
  ...['days and time duration', 'years and months duration'].map(
    name =>
      [
        name,
        (value: unknown) =>
          Duration.isDuration(value) && kindOfDuration(value) === name,
      ] as const,
  ),
]);

/** DMN 1.3, 10.3.4.9: null is of no type but its own. What is in lists and contexts is not looked at. */
function instanceOf(value: unknown, type: string): boolean {
  const test = TYPES.get(type.toLowerCase());
  if (!test) {
    throw new ExpressionFailure(
      `Expected a type of FEEL after 'instance of', but found '${type}'. There are ${[
        ...TYPES.keys(),
      ].join(', ')}.`,
    );
  }
  return test(value ?? null);
}

/** The guards by name. They give back what they are given; see the single ones for what they count. */
export const guards: ReadonlyMap<string, Callable> = new Map([
  ['each', guard(['list', 'weight'], each)],
  ['steps', guard(['start', 'end', 'weight'], steps)],
  ['filtered', guard(['list', 'weight'], filtered)],
  ['listed', guard(['target'], listed)],
  ['compared', guard(['value'], compared)],
  ['ordered', guard(['value', 'other'], ordered)],
  ['joined', guard(['value'], joined)],
  ['counted', guard(['function', 'weight'], counted)],
  ['times', guard(['a', 'b'], times)],
  ['divided', guard(['a', 'b'], divided)],
  ['hush', guard([], hush)],
  ['quiet', guard(['hush', 'value'], quiet)],
  ['instance of', guard(['value', 'type'], instanceOf)],
]);
