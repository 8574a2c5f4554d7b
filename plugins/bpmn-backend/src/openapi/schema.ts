/** A JSON Schema (2020-12) as OpenAPI 3.1 has it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** A property that can be absent. */
export interface Optional {
  readonly optional: JsonSchema;
}

/** A schema for each property of a type, optional where the type says so. A type and its schema cannot drift apart. */
export type PropertiesOf<Type> = {
  readonly [Name in keyof Type]-?: object extends Pick<Type, Name>
    ? Optional
    : JsonSchema;
};

/** A property that can be absent. */
export const optional = (schema: JsonSchema): Optional => ({
  optional: schema,
});

/** An object of exactly these properties: those of a type of bpmn-common. */
export function objectOf<Type>(properties: PropertiesOf<Type>): JsonSchema {
  const entries = Object.entries<JsonSchema | Optional>(properties);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      entries.map(([name, property]) => [
        name,
        isOptional(property) ? property.optional : property,
      ]),
    ),
    required: entries
      .filter(([, property]) => !isOptional(property))
      .map(([name]) => name),
  };
}

/** Whether a property can be absent. */
export function isOptional(
  property: JsonSchema | Optional,
): property is Optional {
  return 'optional' in property;
}

/** A part of the document that has a name. */
export const ref = (name: string): JsonSchema => ({
  $ref: `#/components/schemas/${name}`,
});

/** A text without U+0000, which PostgreSQL cannot keep, and without halves of surrogate pairs, which nobody can. */
export const text = (maxLength: number, minLength = 0): JsonSchema => ({
  type: 'string',
  minLength,
  maxLength,
  pattern: '^[^\\u0000\\ud800-\\udfff]*$',
});

/** Any text. */
export const anyText: JsonSchema = { type: 'string' };

/** Yes or no. */
export const bool: JsonSchema = { type: 'boolean' };

export const integer = (
  minimum: number,
  maximum: number = 2 ** 31 - 1,
): JsonSchema => ({ type: 'integer', minimum, maximum });

export const listOf = (
  items: JsonSchema,
  limits: { readonly minItems?: number; readonly maxItems?: number } = {},
): JsonSchema => ({ type: 'array', items, ...limits });

export const oneOf = (values: readonly string[]): JsonSchema => ({
  type: 'string',
  enum: values,
});

/** A time as text. */
export const time: JsonSchema = { type: 'string', format: 'date-time' };

/** Ids are opaque; ours are short. */
export const id = text(100, 1);

/** Names an element instance or wait within its process instance. */
export const key = integer(1);

/** Names an element of a model. */
export const elementId = text(255, 1);

/** Any JSON value. */
export const json: JsonSchema = {};

/** Variables by name. */
export const variables: JsonSchema = {
  type: 'object',
  additionalProperties: true,
  propertyNames: text(255, 1),
  maxProperties: 1000,
};

/** A part of a list. */
export const pageOf = (item: JsonSchema): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties: { items: { type: 'array', items: item }, nextCursor: anyText },
  required: ['items'],
});

/** Parameters of every list. */
export const pageQuery = {
  cursor: optional(text(1000, 1)),
  limit: optional({ ...integer(1, 200), default: 50 }),
};
