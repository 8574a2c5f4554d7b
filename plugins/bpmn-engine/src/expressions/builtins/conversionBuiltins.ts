import { toJson } from '../toJson';
import { toText } from '../values/toText';
import { asText, Builtin } from './builtin';

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

function number(...args: readonly unknown[]): number | null {
  const [text, grouping, decimal] = args.map(asText);
  if (text === null) {
    return null;
  }
  const ungrouped = grouping ? text.split(grouping).join('') : text;
  const plain =
    decimal && decimal !== '.'
      ? ungrouped.replace(/\./g, '#').split(decimal).join('.')
      : ungrouped;
  const value = NUMBER.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(value) ? value : null;
}

function string(from: unknown): string | null {
  return from === null || from === undefined ? null : toText(from);
}

function fromJson(value: unknown): unknown {
  const text = asText(value);
  if (text === null) {
    return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function jsonOf(value: unknown): string {
  return JSON.stringify(toJson(value));
}

/** Built-ins that make one type of another. Those of dates and times are in temporalBuiltins.ts. */
export const conversionBuiltins: readonly Builtin[] = [
  {
    name: 'string',
    forms: [['from']],
    summary: 'Text of a value.',
    call: string,
    deep: true,
  },
  {
    name: 'number',
    forms: [['from', 'grouping separator?', 'decimal separator?']],
    summary: 'Number of its text, or null if it is none.',
    call: number,
  },
  {
    name: 'from json',
    forms: [['value']],
    summary: 'Value of its JSON, or null if it is none.',
    call: fromJson,
  },
  {
    name: 'to json',
    forms: [['value']],
    summary: 'JSON of a value, as a variable holds it.',
    call: jsonOf,
    deep: true,
  },
];
