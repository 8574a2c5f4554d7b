import fc from 'fast-check';
import { operations } from '../openapi/document';
import type { Operation } from '../openapi/operation';
import { isOptional, type JsonSchema } from '../openapi/schema';
import { anyJson, anyText, isPathPart, NASTY, valueOf } from './arbitraryValue';
import { ADA, EVE, type OperationId, type RestRequest } from './restApi';
import type { Thing } from './scenes';

/** A request about one of some things: where `{{name}}` is, what the thing has of that name is put. */
export interface RequestPlan extends RestRequest {
  readonly about: number;
  readonly body?: string;
}

/** Requests to an operation: most as the document says, about something that is there; others nearly so, or not at all. */
export function requestArbitrary(
  id: OperationId,
  names: readonly string[],
): fc.Arbitrary<RequestPlan> {
  return fc.oneof(
    { weight: 3, arbitrary: planned(id, { names, isWild: false }) },
    { weight: 2, arbitrary: planned(id, { names, isWild: true }) },
  );
}

/** The request of a plan, about a thing. */
export function about(thing: Thing, plan: RequestPlan): RestRequest {
  // Numbers are in quotes until then.
  const put = (text: string) =>
    text
      .replace(/"\{\{#(\w+)\}\}"/g, (_, name) => String(thing[name]))
      .replace(/\{\{#?(\w+)\}\}/g, (_, name) => String(thing[name]));
  const { about: _, body, ...rest } = plan;
  return {
    ...JSON.parse(put(JSON.stringify(rest))),
    ...(body !== undefined && { body: put(body) }),
  };
}

interface Kind {
  /** Of what things have. */
  readonly names: readonly string[];
  /** Whether anything can be anything. */
  readonly isWild: boolean;
}

const who = fc.oneof(
  { weight: 14, arbitrary: fc.constant(ADA) },
  { weight: 1, arbitrary: fc.constantFrom(EVE, 'service', 'nobody') },
);

/** Mostly nothing. */
const now = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: value },
  );

function planned(id: OperationId, kind: Kind): fc.Arbitrary<RequestPlan> {
  const { params = {}, query = {}, body }: Operation = operations[id];
  const { isWild } = kind;
  return fc.record(
    {
      about: fc.nat(1),
      as: who,
      params: fc.record(
        mapped(params, (schema, name) =>
          often(
            valueOf(schema, { ...kind, isWild: false, name }),
            isWild && anyText.filter(isPathPart),
          ),
        ),
      ),
      query: queryOf(query, kind),
      headers: headersOf(isWild, body !== undefined),
      ...(body && { body: bodyOf(body, kind) }),
    },
    { noNullPrototype: true },
  ) as fc.Arbitrary<RequestPlan>;
}

/** One of the unlikely now and then, if there are some. */
function often<Value>(
  likely: fc.Arbitrary<Value>,
  unlikely: fc.Arbitrary<unknown> | false,
): fc.Arbitrary<unknown> {
  return unlikely
    ? fc.oneof(
        { weight: 6, arbitrary: likely },
        { weight: 1, arbitrary: unlikely },
      )
    : likely;
}

/** Each parameter now and then, and one that nobody knows. */
function queryOf(
  query: NonNullable<Operation['query']>,
  { isWild, names }: Kind,
): fc.Arbitrary<object> {
  const known = mapped(query, (property, name) => {
    const schema = isOptional(property) ? property.optional : property;
    const value = often(
      valueOf(schema, { isWild, names, name }),
      isWild && anyText,
    );
    return isOptional(property) ? now(value) : value;
  });
  const unknown = isWild ? { wrong: now(anyText) } : {};
  return fc.record({ ...known, ...unknown }, { noNullPrototype: true });
}

function headersOf(isWild: boolean, hasBody: boolean): fc.Arbitrary<object> {
  const key = fc.constantFrom('key 1', 'key 2', 'key 3');
  const last = fc.constantFrom('0', '1', '2', '2147483647');
  const long = fc.constantFrom('x', '-1', '9999999999', 'x'.repeat(300));
  const type = fc.constant('application/json');
  const other = fc.constantFrom(
    'text/plain',
    'application/json; charset=nonsense',
    'application/merge-patch+json',
  );
  return fc.record(
    {
      'idempotency-key': often(key, isWild && long),
      'last-event-id': often(last, isWild && long),
      ...(hasBody && { 'content-type': often(type, isWild && other) }),
    },
    {
      requiredKeys: hasBody ? (['content-type'] as never) : [],
      noNullPrototype: true,
    },
  );
}

/** JSON, or what was meant to be. */
function bodyOf(schema: JsonSchema, kind: Kind): fc.Arbitrary<string> {
  const valid = valueOf(schema, { ...kind, name: '' });
  const text = often(valid, kind.isWild && anyJson).map(
    value => JSON.stringify(value) ?? '',
  );
  if (!kind.isWild) {
    return text;
  }
  const cut = fc
    .tuple(text, fc.nat(200), fc.constantFrom('', ...NASTY))
    .map(([whole, at, more]) => whole.slice(0, at) + more);
  return often(text, cut) as fc.Arbitrary<string>;
}

function mapped<Value, Result>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, map(value, name)]),
  );
}
