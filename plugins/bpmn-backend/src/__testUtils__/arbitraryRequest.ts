import fc from 'fast-check';
import { openApiDocument, operations } from '../openapi/document';
import type { Operation } from '../openapi/operation';
import { isOptional, type JsonSchema } from '../openapi/schema';
import type { OperationId, RestRequest } from './restApi';

type Known = Readonly<Record<string, readonly string[]>>;

/** What has broken others: characters that databases cannot keep, names that objects inherit, numbers at their limits. */
const NASTY = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '__proto__',
  'constructor',
  "'; drop table waits; --",
  '%',
  '../../etc/passwd',
  '😀'.repeat(50),
  'x'.repeat(500),
  '9'.repeat(30),
  '1e400',
  '-0',
  'null',
  '[]',
  '{"a":1}',
];

const nasty = fc.constantFrom(...NASTY);
const anyText = fc.oneof(fc.string({ unit: 'binary' }), nasty);
const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  nasty,
  fc.constantFrom(-1, 2 ** 31, 2 ** 53, 1.5, -0),
);

const mostly = <Value>(
  likely: fc.Arbitrary<Value>,
  unlikely: fc.Arbitrary<unknown>,
): fc.Arbitrary<Value> =>
  fc.oneof(
    { weight: 6, arbitrary: likely },
    { weight: 1, arbitrary: unlikely as fc.Arbitrary<Value> },
  );

const headerText = fc.oneof(
  fc.stringMatching(/^[!-~]{1,20}$/),
  fc.constantFrom('1', '0', '99999', 'x'.repeat(300)),
);

const contentType = fc.constantFrom(
  'application/json',
  'application/json',
  'application/json',
  'text/plain',
  'application/json; charset=nonsense',
);

/** Requests to an operation: most nearly as the document says, with what is known to be there; some not at all. */
export function requestArbitrary(
  id: OperationId,
  known: Known,
): fc.Arbitrary<RestRequest> {
  const { params = {}, query = {}, body }: Operation = operations[id];
  const headers = {
    'idempotency-key': headerText,
    'last-event-id': headerText,
    'content-type': contentType,
  };
  return fc.record({
    params: fc.record(
      mapped(params, (schema, name) =>
        mostly(valueOf(schema, { name, known }), anyText.filter(isPathPart)),
      ),
    ),
    query: fc.record(
      mapped(query, (property, name) => {
        const schema = isOptional(property) ? property.optional : property;
        const likely = valueOf(schema, { name, known });
        return fc.option(mostly(likely, anyText), { nil: undefined });
      }),
    ),
    headers: fc.record(headers, { requiredKeys: body ? ['content-type'] : [] }),
    ...(body && {
      body: mostly(valueOf(body, { name: '', known }), anyJson).map(
        value => JSON.stringify(value) ?? '',
      ),
    }),
  }) as fc.Arbitrary<RestRequest>;
}

function mapped<Value, Result>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, map(value, name)]),
  );
}

/** Empty parts, and those that mean other folders, are other routes. */
function isPathPart(text: string): boolean {
  return (
    text !== '' && !/^\.\.?$|\//.test(text) && !/\p{Surrogate}/u.test(text)
  );
}

interface Place {
  readonly name: string;
  readonly known: Known;
}

/** Values that are as a schema says, most of the time. */
function valueOf(schema: JsonSchema, place: Place): fc.Arbitrary<unknown> {
  const { $ref, enum: values, type } = schema as Record<string, any>;
  if ($ref) {
    const schemas: Record<string, JsonSchema> =
      openApiDocument.components.schemas;
    return valueOf(schemas[$ref.split('/').at(-1)], place);
  }
  if (values) {
    return mostly(fc.constantFrom(...values), anyJson);
  }
  switch (type) {
    case 'string':
      return textOf(schema, place);
    case 'integer':
      return integerOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valueOf(schema.items as JsonSchema, place), {
        maxLength: 3,
      });
    case 'object':
      return objectOf(schema, place);
    default:
      return anyJson;
  }
}

function textOf(
  { format, pattern }: JsonSchema,
  { name, known }: Place,
): fc.Arbitrary<unknown> {
  const there = known[name];
  if (there?.length) {
    return mostly(fc.constantFrom(...there), anyText.filter(isPathPart));
  }
  if (format === 'date-time') {
    return fc
      .date({ noInvalidDate: true, min: new Date(0) })
      .map(date => date.toISOString());
  }
  return String(pattern).startsWith('^group')
    ? fc.constantFrom('group:default/data', 'group:default/others')
    : fc.oneof(fc.stringMatching(/^[a-z]{1,12}$/), nasty.filter(isPathPart));
}

/** Long polls would keep the tests waiting. */
function integerOf({ minimum, maximum }: JsonSchema): fc.Arbitrary<unknown> {
  const min = Number(minimum ?? 0);
  const max = maximum === 60_000 ? 5 : Number(maximum ?? 100);
  return fc.oneof(
    fc.integer({ min, max }),
    fc.integer({ min, max: Math.min(max, min + 5) }),
  );
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  place: Place,
): fc.Arbitrary<unknown> {
  const named = Object.entries(properties as Record<string, JsonSchema>);
  if (named.length === 0 || additionalProperties === true) {
    return fc.dictionary(
      fc.oneof(fc.stringMatching(/^\w{1,9}$/), nasty),
      anyJson,
      {
        maxKeys: 4,
      },
    );
  }
  return fc.record(
    Object.fromEntries(
      named.map(([name, schema]) => [
        name,
        valueOf(schema, { ...place, name }),
      ]),
    ),
    { requiredKeys: required as string[] },
  );
}
