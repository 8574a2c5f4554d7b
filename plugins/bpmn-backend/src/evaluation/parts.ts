import { deserialize, serialize } from 'node:v8';
import { giveWay } from '../store/giveWay';

/**
 * Something large as bytes, in parts that are read in a few milliseconds each. All threads share the memory: to hand them on costs nothing,
 * whatever is in them.
 */
export interface Parts {
  /** The value, with nothing in its long lists. */
  readonly rest: Uint8Array;
  readonly lists: readonly ListParts[];
}

/** A long list of a value. */
interface ListParts {
  /** Names and indices that lead to it. */
  readonly path: readonly (string | number)[];
  readonly items: readonly Uint8Array[];
}

/** Items of a list in one part. */
const TOGETHER = 200;

/** How deep lists are looked for that are long. */
const DEEPEST = 6;

/** Takes plain data apart. */
export function toParts(value: unknown): Parts {
  const lists: ListParts[] = [];
  const rest = withoutLists(value, [], lists);
  return { rest: shared(rest), lists };
}

/** Puts it together again; others have their turn in between. */
export async function fromParts<Value>({ rest, lists }: Parts): Promise<Value> {
  const value = deserialize(rest);
  for (const { path, items } of lists) {
    const list = path.reduce((parent, name) => parent[name], value);
    for (const part of items) {
      await giveWay();
      list.push(...deserialize(part));
    }
  }
  return value;
}

function withoutLists(
  value: unknown,
  path: ListParts['path'],
  lists: ListParts[],
): unknown {
  if (path.length > DEEPEST) {
    return value;
  }
  if (Array.isArray(value)) {
    if (value.length > TOGETHER) {
      lists.push({ path, items: itemsOf(value) });
      return [];
    }
    return value.map((item, index) =>
      withoutLists(item, [...path, index], lists),
    );
  }
  return isPlain(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, field]) => [
          name,
          withoutLists(field, [...path, name], lists),
        ]),
      )
    : value;
}

function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

function itemsOf(list: readonly unknown[]): readonly Uint8Array[] {
  const items: Uint8Array[] = [];
  for (let from = 0; from < list.length; from += TOGETHER) {
    items.push(shared(list.slice(from, from + TOGETHER)));
  }
  return items;
}

function shared(value: unknown): Uint8Array {
  const bytes = serialize(value);
  const memory = new Uint8Array(new SharedArrayBuffer(bytes.length));
  memory.set(bytes);
  return memory;
}
