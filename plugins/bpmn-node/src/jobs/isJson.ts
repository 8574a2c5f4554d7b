/** Deepest nesting of a value: whatever walks it uses the stack. As deep as the engine's expressions go. */
export const MAX_JSON_DEPTH = 200;

/** Whether a value is the same after a way through JSON: no dates, no `undefined`, no `NaN`, no cycles, no instances of classes. */
export function isJson(value: unknown, depth = 1): boolean {
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
          isPlain(value) &&
          Object.values(value).every(inner => isJson(inner, depth + 1)))
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
