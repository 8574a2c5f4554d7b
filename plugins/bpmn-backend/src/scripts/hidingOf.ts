import type {
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ScriptFrame } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { cleanerOf, REDACTED, sensitiveAmong } from '../instances/redaction';

/** Takes what is sensitive out of what is written of a run. */
export interface Hiding {
  readonly variables: (variables: JsonObject) => JsonObject;
  readonly text: (text: string) => string;
  /** Texts in a value, however deep. */
  readonly object: (value: JsonObject) => JsonObject;
  readonly frame: (frame: ScriptFrame) => ScriptFrame;
}

/** Whether a value stands for one that was hidden. */
export const isRedacted = (value: JsonValue): boolean =>
  JSON.stringify(value) === JSON.stringify(REDACTED);

const SHOWN_REDACTED = '[redacted]';

/** What is to be hidden of a run with these inputs. */
export function hidingOf(
  names: ReadonlySet<string>,
  inputs: JsonObject,
): Hiding {
  const text = cleanerOf(sensitiveAmong(inputs, names));
  const variables = (given: JsonObject) =>
    mapped(given, (name, value) => (names.has(name) ? REDACTED : value));
  return {
    variables,
    text,
    object: value => cleaned(value, text) as JsonObject,
    frame: ({ code, values, ...frame }) => ({
      ...frame,
      ...(code !== undefined && { code: text(code) }),
      ...(values && {
        values: mapped(values, (name, value) =>
          names.has(name) ? SHOWN_REDACTED : text(value),
        ),
      }),
    }),
  };
}

function cleaned(value: JsonValue, text: (text: string) => string): JsonValue {
  if (value === null || typeof value === 'boolean') {
    return value;
  }
  if (typeof value === 'object') {
    return Array.isArray(value)
      ? value.map(item => cleaned(item, text))
      : mapped(value as JsonObject, (_, item) => cleaned(item, text));
  }
  const shown = text(String(value));
  return shown === String(value) ? value : shown;
}

function mapped<Value, Result>(
  values: { readonly [name: string]: Value },
  map: (name: string, value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, map(name, value)]),
  );
}
