/** A field of a form of form-js, or what holds some. Whatever anybody may have written: nothing of it is believed. */
export type Field = Readonly<Record<string, unknown>>;

/** Fields within a form, a group or a list. */
export function fieldsOf({ components }: Field): readonly Field[] {
  return Array.isArray(components) ? components.filter(isField) : [];
}

/** An object in a field, such as its rules. */
export function partOf(field: Field, name: string): Field {
  const part = field[name];
  return isField(part) ? part : {};
}

/** Names by which a field or group is bound, from the outside in; empty: it is bound to nothing of its own. */
export function boundTo(field: Field, name: 'key' | 'path'): readonly string[] {
  const text = field[name];
  return typeof text === 'string' && text !== '' ? text.split('.') : [];
}

/** Whether something is an object with names. */
export function isField(value: unknown): value is Field {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
