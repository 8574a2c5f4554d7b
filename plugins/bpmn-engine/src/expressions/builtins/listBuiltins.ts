import { charge } from '../run';
import { areEqual, chargeDeep } from '../values/feelValue';
import { asList, asListOrItems, asNumber, Builtin } from './builtin';

interface Distinct {
  readonly values: unknown[];
  readonly repeated: unknown[];
}

/** Values that occur, and those that occur again, in the order of their first occurrence. */
function distinct(list: readonly unknown[]): Distinct {
  return list.every(isScalar) ? distinctScalars(list) : distinctValues(list);
}

function isScalar(value: unknown): boolean {
  return value === null || /^[bns]/.test(typeof value);
}

function distinctScalars(list: readonly unknown[]): Distinct {
  const counts = new Map<unknown, number>();
  list.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  const values = [...counts.keys()];
  return {
    values,
    repeated: values.filter(value => (counts.get(value) ?? 0) > 1),
  };
}

function distinctValues(list: readonly unknown[]): Distinct {
  const values: unknown[] = [];
  const repeated = new Set<number>();
  for (const value of list) {
    const index = values.findIndex(other => {
      charge(1);
      chargeDeep(value);
      return areEqual(value, other);
    });
    if (index < 0) {
      values.push(value);
    } else {
      repeated.add(index);
    }
  }
  return { values, repeated: values.filter((_, index) => repeated.has(index)) };
}

function distinctOf(list: unknown): unknown {
  const items = asList(list);
  return items && distinct(items).values;
}

function duplicatesOf(list: unknown): unknown {
  const items = asList(list);
  return items && distinct(items).repeated;
}

function union(...lists: readonly unknown[]): unknown {
  const items = joinLists(...lists);
  return items && distinct(items).values;
}

function joinLists(...lists: readonly unknown[]): readonly unknown[] | null {
  const items: unknown[] = [];
  for (const list of lists) {
    const own = asList(list);
    if (!own) {
      return null;
    }
    charge(own.length);
    own.forEach(item => items.push(item));
  }
  return lists.length > 0 ? items : null;
}

function flatten(list: unknown): unknown {
  const items = asList(list);
  return items && items.flatMap(item => flatItem(item));
}

function flatItem(item: unknown): unknown[] {
  return Array.isArray(item) ? item.flatMap(flatItem) : [item];
}

function isEmpty(list: unknown): boolean | null {
  return Array.isArray(list) ? list.length === 0 : null;
}

function partition(list: unknown, size: unknown): unknown {
  const [items, length] = [asList(list), asNumber(size)];
  if (!items || length === null || !(length >= 1)) {
    return null;
  }
  const step = Math.floor(length);
  return Array.from({ length: Math.ceil(items.length / step) }, (_, index) =>
    items.slice(index * step, (index + 1) * step),
  );
}

/** A total of numbers, in one pass: feelin's own give up on more than some 100,000. */
function total(step: (sum: number, item: number) => number) {
  return (...args: readonly unknown[]): number | null => {
    const numbers = numbersOf(args);
    return numbers && numbers.length > 0 ? numbers.reduce(step) : null;
  };
}

function mean(...args: readonly unknown[]): number | null {
  const numbers = numbersOf(args);
  return numbers && numbers.length > 0
    ? numbers.reduce((sum, item) => sum + item) / numbers.length
    : null;
}

/** The item in the middle; feelin's own sorts numbers as text. */
function median(...args: readonly unknown[]): number | null {
  const numbers = numbersOf(args);
  if (!numbers || numbers.length === 0) {
    return null;
  }
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 0
    ? (sorted[middle - 1] + sorted[middle]) / 2
    : sorted[middle];
}

function mode(...args: readonly unknown[]): readonly number[] | null {
  const numbers = numbersOf(args);
  if (!numbers) {
    return null;
  }
  const counts = new Map<number, number>();
  numbers.forEach(item => counts.set(item, (counts.get(item) ?? 0) + 1));
  const most = [...counts.values()].reduce((a, b) => Math.max(a, b), 0);
  return [...counts.keys()]
    .filter(item => counts.get(item) === most)
    .sort((a, b) => a - b);
}

function numbersOf(args: readonly unknown[]): readonly number[] | null {
  const items = asListOrItems(args);
  return items.every(item => typeof item === 'number')
    ? (items as readonly number[])
    : null;
}

/** `all` and `any`: one deciding item is enough, and otherwise null is not known. */
function decided(deciding: boolean) {
  return (...args: readonly unknown[]): boolean | null => {
    const items = asListOrItems(args);
    if (items.includes(deciding)) {
      return deciding;
    }
    return items.every(item => item === !deciding) ? !deciding : null;
  };
}

const items = (name: string, summary: string): Builtin => ({
  name,
  forms: [['list'], ['...list']],
  order: ['...list'],
  summary,
});
const ofList = (name: string, summary: string): Builtin => ({
  name,
  forms: [['list']],
  summary,
});

/** Built-ins about lists. */
export const listBuiltins: readonly Builtin[] = [
  {
    name: 'list contains',
    forms: [['list', 'element']],
    summary: 'Whether a list contains a value.',
  },
  {
    name: 'list replace',
    forms: [
      ['list', 'position', 'newItem'],
      ['list', 'match', 'newItem'],
    ],
    order: ['list', 'position', 'newItem', 'match'],
    summary:
      'A list with another item at a position, or where a function says so.',
  },
  ofList('count', 'Number of items.'),
  {
    ...items('min', 'The least number.'),
    call: total((least, item) => Math.min(least, item)),
  },
  {
    ...items('max', 'The greatest number.'),
    call: total((most, item) => Math.max(most, item)),
  },
  {
    ...items('sum', 'Sum of numbers.'),
    call: total((sum, item) => sum + item),
  },
  {
    ...items('product', 'Product of numbers.'),
    call: total((product, item) => product * item),
  },
  { ...items('mean', 'Average of numbers.'), call: mean },
  { ...items('median', 'The number in the middle.'), call: median },
  items('stddev', 'Standard deviation of a sample.'),
  { ...items('mode', 'The numbers that occur most often.'), call: mode },
  { ...items('all', 'Whether all are true.'), call: decided(false) },
  { ...items('any', 'Whether any is true.'), call: decided(true) },
  {
    name: 'sublist',
    forms: [['list', 'start', 'length?']],
    summary: 'Part of a list; the first item is 1, the last -1.',
  },
  {
    name: 'append',
    forms: [['list', '...item']],
    summary: 'A list with more items at its end.',
  },
  {
    name: 'concatenate',
    forms: [['...list']],
    summary: 'One list of several.',
    call: joinLists,
  },
  {
    name: 'insert before',
    forms: [['list', 'position', 'newItem']],
    summary: 'A list with one more item before a position.',
  },
  {
    name: 'remove',
    forms: [['list', 'position']],
    summary: 'A list without the item at a position.',
  },
  ofList('reverse', 'A list from its end to its start.'),
  {
    name: 'index of',
    forms: [['list', 'match']],
    summary: 'Positions of a value in a list.',
  },
  {
    name: 'union',
    forms: [['...list']],
    summary: 'One list of several, every value once.',
    call: union,
  },
  {
    ...ofList('distinct values', 'Every value of a list once.'),
    call: distinctOf,
  },
  {
    ...ofList('duplicate values', 'The values that a list has more than once.'),
    call: duplicatesOf,
  },
  {
    ...ofList('flatten', 'A list without lists in it.'),
    call: flatten,
    deep: true,
  },
  {
    name: 'sort',
    forms: [['list', 'precedes']],
    summary:
      'A list in the order of a function that says which of two comes first.',
  },
  {
    ...ofList('is empty', 'Whether a list has no items.'),
    call: isEmpty,
  },
  {
    name: 'partition',
    forms: [['list', 'size']],
    summary: 'Lists of at most so many items each.',
    call: partition,
  },
];
