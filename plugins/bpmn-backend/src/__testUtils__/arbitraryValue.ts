import fc from 'fast-check';
import { openApiDocument } from '../openapi/document';
import type { JsonSchema } from '../openapi/schema';
import { cursorOf } from '../store/cursor';
import { EVE, OTHERS, OWNER } from './restApi';
import { MODELS } from './world';

/** What has broken others: characters that databases cannot keep, names that objects inherit, numbers at their limits. */
export const NASTY = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '__proto__',
  'constructor',
  "'; drop table waits; --",
  '%',
  '\\',
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
export const anyText = fc.oneof(fc.string({ unit: 'binary' }), nasty);
export const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  nasty,
  fc.constantFrom(-1, 2 ** 31, 2 ** 53, 1.5, -0),
);

/** Empty parts, and those that mean other folders, are other routes. */
export function isPathPart(text: string): boolean {
  return (
    text !== '' && !/^\.\.?$|\//.test(text) && !/\p{Surrogate}/u.test(text)
  );
}

/** Where a value is. */
export interface Place {
  /** Of the parameter or property. */
  readonly name: string;
  /** Of what things have. */
  readonly names: readonly string[];
  /** Whether it may be something else now and then. */
  readonly isWild: boolean;
}

const mostly = (
  likely: fc.Arbitrary<unknown>,
  unlikely: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 8, arbitrary: likely },
    { weight: 1, arbitrary: unlikely },
  );

/** Positions that nobody has given. */
const forgedCursor = fc
  .array(
    fc.oneof(
      fc.integer(),
      fc.constantFrom(2 ** 31, 2 ** 53 - 1, 0.5),
      fc.string(),
      nasty,
      fc.constant(null as never),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map(cursorOf);

/** Documents: whole ones, and some with a piece missing. */
const xml = fc.constantFrom(...Object.values(MODELS));
const brokenXml = fc
  .tuple(xml, fc.nat(900), fc.nat(40), nasty)
  .map(
    ([all, at, length, more]) =>
      `${all.slice(0, at)}${more}${all.slice(at + length)}`,
  );

/** What makes sense by its name alone. */
const MEANT: Readonly<
  Record<string, readonly [fc.Arbitrary<unknown>, fc.Arbitrary<unknown>?]>
> = {
  cursor: [fc.constant('{{cursor}}'), forgedCursor],
  name: [fc.constantFrom('model.bpmn', 'amount', 'paid')],
  content: [xml, brokenXml],
  contentType: [fc.constantFrom('application/xml', 'application/json')],
  version: [fc.constant(1)],
  from: [fc.constant(1)],
  to: [fc.constant(1)],
  startEvent: [fc.constant('start')],
  elementId: [fc.constantFrom('second', 'first')],
  elementIds: [fc.constant(['inner'])],
  mapping: [fc.constant({}), fc.constant({ first: 'second' })],
  terminate: [fc.constantFrom(['{{#elementKey}}'], [])],
  types: [
    fc.uniqueArray(fc.constantFrom('work', 'work*', 'none'), { minLength: 1 }),
  ],
  assignee: [fc.constantFrom(EVE, 'ada', OWNER), fc.constant('a:b:c')],
  shownHash: [fc.constant('a'.repeat(64))],
  variable: [
    fc.constantFrom('amount=5', 'a="b"', 'a=b'),
    fc.constantFrom('secret=1', 'a'),
  ],
  ownerRef: [fc.constantFrom(OWNER, OWNER, OTHERS)],
  instanceId: [fc.constant('none')],
  businessKey: [fc.constantFrom('order 7', 'other')],
};

/** Values that are as a schema says; where it is wild, most of the time. */
export function valueOf(
  schema: JsonSchema,
  place: Place,
): fc.Arbitrary<unknown> {
  const { name, names, isWild } = place;
  const likely = meant(schema, place);
  if (!isWild) {
    return likely;
  }
  const isThere = names.includes(name);
  const [, other] = MEANT[name] ?? [];
  return mostly(likely, other && !isThere ? fc.oneof(other, anyJson) : anyJson);
}

function meant(schema: JsonSchema, place: Place): fc.Arbitrary<unknown> {
  const { name, names } = place;
  const isNumber = schema.type === 'integer';
  if (names.includes(name)) {
    return fc.constant(isNumber ? `{{#${name}}}` : `{{${name}}}`);
  }
  // Without a next page there is no cursor.
  if (Object.hasOwn(MEANT, name) && name !== 'cursor') {
    return MEANT[name][0];
  }
  return ofType(schema, place);
}

function ofType(schema: JsonSchema, place: Place): fc.Arbitrary<unknown> {
  const { $ref, enum: values, type } = schema as Record<string, any>;
  if ($ref) {
    const schemas: Record<string, JsonSchema> =
      openApiDocument.components.schemas;
    return valueOf(schemas[$ref.split('/').at(-1)], place);
  }
  if (values) {
    return fc.constantFrom(...values);
  }
  switch ([type].flat()[0]) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return integerOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valueOf(schema.items as JsonSchema, place), {
        minLength: (schema.minItems as number | undefined) ?? 0,
        maxLength: 3,
      });
    case 'object':
      return objectOf(schema, place);
    default:
      return anyJson;
  }
}

/** Letters, and what is harmless though it does not look so. */
function textOf(schema: JsonSchema): fc.Arbitrary<string> {
  const { format, pattern, maxLength, minLength = 0 } = schema;
  if (format === 'date-time') {
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('9000') })
      .map(date => date.toISOString());
  }
  if (String(pattern).startsWith('^group')) {
    return fc.constantFrom(OWNER, OTHERS);
  }
  const fits = NASTY.filter(
    text =>
      text.length >= Number(minLength) &&
      text.length <= Number(maxLength ?? Infinity) &&
      new RegExp(String(pattern ?? '')).test(text) &&
      !/\p{Surrogate}/u.test(text),
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.stringMatching(/^[a-z]{1,12}$/) },
    { weight: 1, arbitrary: fc.constantFrom('a', ...fits) },
  );
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
    const name = fc.stringMatching(/^[a-zA-Z]\w{0,8}$/);
    const strange = fc.constantFrom('__proto__', 'constructor', '%', '😀');
    return fc.dictionary(
      place.isWild ? fc.oneof(name, nasty) : fc.oneof(name, strange),
      anyJson,
      { maxKeys: 4, noNullPrototype: true },
    );
  }
  return fc.record(
    Object.fromEntries(
      named.map(([name, schema]) => [
        name,
        valueOf(schema, { ...place, name }),
      ]),
    ),
    { requiredKeys: required as string[], noNullPrototype: true },
  );
}
