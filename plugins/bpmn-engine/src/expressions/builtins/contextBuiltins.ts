import { ExpressionFailure } from '../failure';
import { RESERVED } from '../guards/draft';
import { charge } from '../run';
import { contextOf, isContext } from '../values/feelValue';
import { asContext, asList, asListOrItems, asText, Builtin } from './builtin';

/** The path of a key or a list of keys; null if it is none. */
function pathOf(keys: unknown): readonly string[] | null {
  const path = asList(keys);
  return path && path.length > 0 && path.every(key => typeof key === 'string')
    ? (path as readonly string[])
    : null;
}

function getValue(m: unknown, key: unknown, keys: unknown): unknown {
  const path = pathOf(key ?? keys);
  const start: unknown = asContext(m);
  return (
    path?.reduce(
      (value, name) =>
        isContext(value) && Object.hasOwn(value, name) ? value[name] : null,
      start,
    ) ?? null
  );
}

function getEntries(m: unknown): unknown {
  const context = asContext(m);
  if (!context) {
    return null;
  }
  const entries = Object.entries(context);
  charge(entries.length);
  return entries.map(([key, value]) => ({ key, value }));
}

function contextPut(...args: readonly unknown[]): unknown {
  const [target, keys, value, key] = args;
  const [context, path] = [asContext(target), pathOf(keys ?? key)];
  return context && path ? put(context, path, value) : null;
}

function put(
  context: Record<string, unknown>,
  [key, ...rest]: readonly string[],
  value: unknown,
): unknown {
  checkKey(key);
  const inner = Object.hasOwn(context, key) ? context[key] : null;
  const entry =
    rest.length > 0 ? put(asContext(inner) ?? {}, rest, value) : value ?? null;
  charge(Object.keys(context).length);
  return contextOf([...Object.entries(context), [key, entry]]);
}

function contextMerge(...args: readonly unknown[]): unknown {
  const contexts = asListOrItems(args);
  if (args.length === 0 || !contexts.every(isContext)) {
    return null;
  }
  return contextOf(
    contexts.flatMap(context => {
      const entries = Object.entries(context);
      charge(entries.length);
      return entries;
    }),
  );
}

function contextOfEntries(...args: readonly unknown[]): unknown {
  const entries = asListOrItems(args).map(entryOf);
  return args.length > 0 && entries.every(entry => entry !== null)
    ? contextOf(entries as [string, unknown][])
    : null;
}

function entryOf(entry: unknown): [string, unknown] | null {
  const context = asContext(entry);
  const key = asText(context?.key);
  if (!context || key === null || !Object.hasOwn(context, 'value')) {
    return null;
  }
  checkKey(key);
  return [key, context.value];
}

/** A context with such an entry, and a function in it, could take the place of a guard. */
function checkKey(key: string): void {
  if (key.startsWith(RESERVED)) {
    throw new ExpressionFailure(
      `Expected keys that do not start with '${RESERVED}', which is reserved, but one does. Choose another name.`,
    );
  }
}

/** Built-ins about contexts. */
export const contextBuiltins: readonly Builtin[] = [
  {
    name: 'get value',
    forms: [
      ['m', 'key'],
      ['m', 'keys'],
    ],
    order: ['m', 'key', 'keys'],
    summary: 'The entry of a context at a key, or at a path of keys.',
    call: getValue,
  },
  {
    name: 'get entries',
    forms: [['m']],
    summary: 'A list of the keys and values of a context.',
    call: getEntries,
  },
  {
    name: 'context put',
    forms: [
      ['context', 'key', 'value'],
      ['context', 'keys', 'value'],
    ],
    order: ['context', 'keys', 'value', 'key'],
    summary: 'A context with one more entry, at a key or a path of keys.',
    call: contextPut,
  },
  {
    name: 'context merge',
    forms: [['...contexts']],
    summary: 'One context of several; later ones win.',
    call: contextMerge,
  },
  {
    name: 'context',
    forms: [['...entries']],
    summary: 'A context of a list of keys and values; later ones win.',
    call: contextOfEntries,
  },
];
