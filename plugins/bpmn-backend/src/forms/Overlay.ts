import type {
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { isField } from './Field';
import { placeIn, valueIn } from './places';

/** Values over what the process knows: a variable that only a part is placed in keeps all its other parts. */
export class Overlay {
  /** Those variables that something is placed in. */
  readonly values: Record<string, JsonValue> = {};

  constructor(private readonly variables: JsonObject) {}

  /** Puts a value at a path. */
  place(path: readonly string[], value: JsonValue): void {
    const first = path.slice(0, 1);
    const known = valueIn(this.variables, first);
    const isPart = path.length > 1 && isField(known);
    if (isPart && !Object.hasOwn(this.values, path[0])) {
      placeIn(this.values, first, copyOf(known as JsonObject));
    }
    placeIn(this.values, path, value);
  }
}

/** The same once more, to be changed. */
export function copyOf<Value extends JsonValue>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}
