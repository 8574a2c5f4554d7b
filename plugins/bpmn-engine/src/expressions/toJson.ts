import {
  JsonValue,
  MAX_VARIABLE_BYTES,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { DateTime, Duration } from 'luxon';
import { ExpressionFailure } from './failure';
import { MAX_VALUE_DEPTH } from './limits';
import { isContext, isFunction, isRange } from './values/feelValue';
import { dateTimeText, durationText } from './values/temporal';

/** How an assignment makes an entry, which it does not for `__proto__`. */
const OWN_ENTRY = { enumerable: true, configurable: true, writable: true };

interface Budget {
  bytes: number;
  hasFile: boolean;
}

/**
 * A FEEL value as a variable holds it. The one table for it:
 *
 * | FEEL | JSON |
 * |---|---|
 * | null, boolean, string | itself |
 * | number | itself; one that is infinite or not a number fails |
 * | date | `"2026-11-22"` |
 * | time | `"10:00:00"`, with `Z`, `+02:00` or `@Europe/Berlin` if it has an offset or zone |
 * | date and time | `"2026-11-22T10:00:00Z"`, `…+02:00`, `…@Europe/Berlin`, or nothing behind it if it has no zone |
 * | days and time duration | `"P1DT2H"`, `"PT0S"` |
 * | years and months duration | `"P1Y2M"`, `"P0M"` |
 * | list | array |
 * | context | object, without an order that means anything; what is missing is null |
 * | function, range | fails |
 *
 * Fractions of a second are written only if there are any, in milliseconds. A named zone is kept by its name, as FEEL
 * writes it, because its offset says less: the hour that occurs twice in autumn is read back as the first one.
 * `date(…)`, `time(…)`, `date and time(…)` and `duration(…)` read every text back.
 *
 * @throws ExpressionFailure when the value has no JSON, is larger than `MAX_VARIABLE_BYTES`, too deep or contains itself
 */
export function toJson(value: unknown): JsonValue {
  return toResult(value).json;
}

/** The same, and whether something in it stands for a file. */
export function toResult(value: unknown): {
  readonly json: JsonValue;
  readonly hasFile: boolean;
} {
  const budget = { bytes: 0, hasFile: false };
  const json = convert(value, budget, 0);
  return { json, hasFile: budget.hasFile };
}

function convert(value: unknown, budget: Budget, depth: number): JsonValue {
  switch (typeof value) {
    case 'undefined':
      return scalar(null, 4, budget);
    case 'boolean':
      return scalar(value, 5, budget);
    case 'number':
      return scalar(finite(value), 1, budget);
    case 'string':
      return scalar(value, bytesOf(value), budget);
    default:
      return structured(value, budget, depth);
  }
}

function structured(value: unknown, budget: Budget, depth: number): JsonValue {
  if (depth > MAX_VALUE_DEPTH) {
    throw new ExpressionFailure(
      `Expected a result that nests at most ${MAX_VALUE_DEPTH} levels, but it nests deeper or contains itself.`,
    );
  }
  if (value === null) {
    return scalar(null, 4, budget);
  }
  if (Array.isArray(value)) {
    spend(2 + value.length, budget);
    return Array.from(value, item => convert(item, budget, depth + 1));
  }
  if (DateTime.isDateTime(value)) {
    return scalar(dateTimeText(value), 10, budget);
  }
  if (Duration.isDuration(value)) {
    return scalar(durationText(value), 4, budget);
  }
  return isContext(value) && !isFunction(value)
    ? object(value, budget, depth)
    : refuse(value);
}

function object(
  value: Record<string, unknown>,
  budget: Budget,
  depth: number,
): JsonValue {
  const json: Record<string, JsonValue> = {};
  for (const name of Object.keys(value)) {
    spend(2 + bytesOf(name), budget);
    budget.hasFile ||= name === '$file';
    const item = convert(value[name], budget, depth + 1);
    if (name === '__proto__') {
      Object.defineProperty(json, name, { ...OWN_ENTRY, value: item });
    } else {
      json[name] = item;
    }
  }
  return json;
}

function refuse(value: unknown): never {
  throw new ExpressionFailure(
    isRange(value)
      ? 'Expected a result that a variable can hold, but it is or contains a range. Make a list of it: for i in 1..5 return i.'
      : 'Expected a result that a variable can hold, but it is or contains a function. Call it: f(…).',
  );
}

function finite(value: number): number {
  if (!Number.isFinite(value)) {
    throw new ExpressionFailure(
      `Expected a number, but the result is or contains ${value}. Check what is divided, multiplied or raised to a power.`,
    );
  }
  // JSON has no -0.
  return value === 0 ? 0 : value;
}

function scalar<T extends JsonValue>(
  value: T,
  bytes: number,
  budget: Budget,
): T {
  spend(bytes, budget);
  return value;
}

function spend(bytes: number, budget: Budget): void {
  budget.bytes += bytes;
  if (budget.bytes > MAX_VARIABLE_BYTES) {
    throw new ExpressionFailure(
      `Expected a result of at most ${MAX_VARIABLE_BYTES} bytes of JSON, but it is larger. Put it into a file.`,
    );
  }
}

/** Bytes of a string in JSON, counted only while they may be few enough. */
function bytesOf(text: string): number {
  if (text.length > MAX_VARIABLE_BYTES) {
    return text.length;
  }
  let bytes = 2;
  for (let index = 0; index < text.length; index++) {
    bytes += bytesOfCode(text.charCodeAt(index));
  }
  return bytes;
}

function bytesOfCode(code: number): number {
  if (code < 0x20) {
    return 2;
  }
  if (code < 0x80) {
    return code === 0x22 || code === 0x5c ? 2 : 1;
  }
  if (code < 0x800) {
    return 2;
  }
  // One half of a surrogate pair is two of four bytes.
  return code >= 0xd800 && code <= 0xdfff ? 2 : 3;
}
