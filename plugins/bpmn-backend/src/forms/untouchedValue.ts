import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Field } from './Field';

/** What fields show that have no value; all others show null. */
const EMPTY: Readonly<Record<string, JsonValue>> = {
  checkbox: false,
  checklist: [],
  taglist: [],
  textarea: '',
  textfield: '',
};

/** What a field shows that nobody has filled in: what the process knows, else its default. */
export function untouchedValue(
  { type, defaultValue }: Field,
  known: JsonValue | undefined,
): JsonValue {
  if (known !== undefined) {
    return known;
  }
  return (defaultValue as JsonValue | undefined) ?? EMPTY[String(type)] ?? null;
}
