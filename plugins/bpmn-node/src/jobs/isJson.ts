import { MAX_VARIABLE_BYTES } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Deepest nesting of a value: whatever walks it uses the stack. As deep as the engine's expressions go. */
export const MAX_JSON_DEPTH = 200;

/**
 * Whether a value is the same after a way through JSON: no dates, no `undefined`, no `NaN`, no cycles, no instances of classes. What holds
 * more values than there can be in a variable is none: it may be one that holds itself a thousand times.
 */
export function isJson(value: unknown): boolean {
  return isWithin(value, { left: MAX_VARIABLE_BYTES }, 1);
}

function isWithin(
  value: unknown,
  budget: { left: number },
  depth: number,
): boolean {
  budget.left--;
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return (
        value === null ||
        (depth <= MAX_JSON_DEPTH &&
          budget.left >= 0 &&
          isPlain(value) &&
          Object.values(value).every(inner =>
            isWithin(inner, budget, depth + 1),
          ))
      );
    default:
      return false;
  }
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) {
    // A hole, or a name of its own, would be lost.
    return Object.keys(value).length === value.length;
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
