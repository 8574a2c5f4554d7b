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
  for (const name of path.slice(0, -1)) {
    const inner = Object.hasOwn(holder, name) ? holder[name] : undefined;
    if (typeof inner !== 'object' || inner === null) {
      setOwn(holder, name, {});
    }
    holder = holder[name] as Holder;
  }
  setOwn(holder, path[path.length - 1], value);
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
