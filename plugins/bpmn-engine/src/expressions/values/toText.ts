import { DateTime, Duration } from 'luxon';
import { isContext, isFunction, isRange } from './feelValue';
import { dateTimeText, durationText } from './temporal';

/**
 * Text of a value, as FEEL's `string(…)` has it: strings are themselves, and in quotes within lists and contexts. The
 * caller charges, and by that refuses what is too deep.
 */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : literalOf(value);
}

function literalOf(value: unknown): string {
  if (typeof value === 'string') {
    return `"${value.replace(/["\\]/g, '\\$&')}"`;
  }
  if (Array.isArray(value)) {
    return `[${value.map(literalOf).join(', ')}]`;
  }
  if (DateTime.isDateTime(value)) {
    return dateTimeText(value);
  }
  if (Duration.isDuration(value)) {
    return durationText(value);
  }
  return isContext(value) ? contextText(value) : otherText(value);
}

function contextText(value: Record<string, unknown>): string {
  const entries = Object.entries(value).map(
    ([key, item]) =>
      `${/^\w+$/.test(key) ? key : literalOf(key)}: ${literalOf(item)}`,
  );
  return `{${entries.join(', ')}}`;
}

function otherText(value: unknown): string {
  if (isRange(value)) {
    return '<range>';
  }
  return isFunction(value) ? '<function>' : String(value ?? null);
}
