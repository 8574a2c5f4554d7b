import type {
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

type Holder = Record<string, JsonValue>;

/** The value at a path; undefined if there is none. */
export function valueIn(
  values: JsonObject,
  path: readonly string[],
): JsonValue | undefined {
  let value: JsonValue | undefined = values;
  for (const name of path) {
    const isThere: boolean =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    value = isThere ? (value as JsonObject)[name] : undefined;
  }
  return value;
}

/** Puts a value at a path, with what it has to be in. */
export function placeIn(
  values: Holder,
  path: readonly string[],
  value: JsonValue,
): void {
  let holder = values;
  path.slice(1).forEach((next, index) => {
    const name = path[index];
    const inner = Object.hasOwn(holder, name) ? holder[name] : undefined;
    if (!canHold(inner, next)) {
      setOwn(holder, name, {});
    }
    holder = holder[name] as Holder;
  });
  setOwn(holder, path[path.length - 1], value);
}

/** A list has places for its items, and for nothing else. */
function canHold(inner: JsonValue | undefined, name: string): boolean {
  if (Array.isArray(inner)) {
    return name !== 'length' && Object.hasOwn(inner, name);
  }
  return typeof inner === 'object' && inner !== null;
}

/** Also a name such as `__proto__` is just a name. */
function setOwn(holder: Holder, name: string, value: JsonValue): void {
  Object.defineProperty(holder, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
