import { ExpressionFailure } from '../failure';
import { MAX_TEXT_LENGTH } from '../limits';
import { charge, currentRun } from '../run';
import { stepsOfText } from '../values/feelValue';
import { decodeBase64, encodeBase64 } from './base64';
import { asText, Builtin } from './builtin';
import { findMatches, Match, testPattern } from './patterns';

function matches(input: unknown, pattern: unknown, flags: unknown) {
  const [text, regex] = [asText(input), asText(pattern)];
  return text === null || regex === null
    ? null
    : testPattern(text, regex, asText(flags) ?? '');
}

function replace(...args: readonly unknown[]): string | null {
  const [text, regex, replacement, flags] = args.map(asText);
  if (text === null || regex === null || (replacement ?? null) === null) {
    return null;
  }
  const pieces: string[] = [];
  let position = 0;
  let length = 0;
  for (const match of findMatches(text, regex, flags ?? '')) {
    const piece =
      text.slice(position, match.start) + fill(replacement as string, match);
    length += piece.length;
    charge(stepsOfText(piece));
    checkLength(length);
    pieces.push(piece);
    position = match.end;
  }
  return pieces.join('') + text.slice(position);
}

/** The replacement of a match: `$1` is its first group, `$0` the whole, `\$` and `$$` a dollar. */
function fill(replacement: string, { groups }: Match): string {
  return replacement.replace(
    /\\([\\$])|\$\$|\$(\d{1,2})/g,
    (whole: string, escaped?: string, digits?: string) => {
      if (digits === undefined) {
        return escaped ?? whole.slice(1);
      }
      // "$10" is the first group and "0" if there is no tenth one.
      const [number, rest] =
        Number(digits) < groups.length
          ? [Number(digits), '']
          : [Number(digits[0]), digits.slice(1)];
      return (groups[number] ?? '') + rest;
    },
  );
}

function split(input: unknown, delimiter: unknown): string[] | null {
  const [text, regex] = [asText(input), asText(delimiter)];
  if (text === null || regex === null) {
    return null;
  }
  const parts: string[] = [];
  let position = 0;
  for (const { start, end } of findMatches(text, regex, '')) {
    const isBetween =
      start !== end || (start > position && start < text.length);
    if (isBetween) {
      parts.push(text.slice(position, start));
      position = end;
    }
  }
  return [...parts, text.slice(position)];
}

function extract(input: unknown, pattern: unknown): unknown {
  const [text, regex] = [asText(input), asText(pattern)];
  return text === null || regex === null
    ? null
    : findMatches(text, regex, '').map(({ groups }) => groups[0]);
}

function checkLength(length: number): void {
  if (length > MAX_TEXT_LENGTH) {
    throw new ExpressionFailure(
      `Expected strings of at most ${MAX_TEXT_LENGTH} characters, but one gets longer. Put it into a file.`,
    );
  }
}

function joinList(...args: readonly unknown[]): string | null {
  const [list, ...texts] = args;
  const items = Array.isArray(list) ? list : [list];
  if (items.some(item => item !== null && typeof item !== 'string')) {
    return null;
  }
  const [delimiter, prefix, suffix] = texts.map(text => asText(text) ?? '');
  const strings = items.filter((item): item is string => item !== null);
  const length = strings.reduce(
    (sum, { length: own }) => sum + own + (delimiter ?? '').length,
    0,
  );
  checkLength(length);
  charge(Math.floor(length / 64));
  return `${prefix ?? ''}${strings.join(delimiter ?? '')}${suffix ?? ''}`;
}

function trim(value: unknown): string | null {
  return asText(value)?.trim() ?? null;
}

function isBlank(value: unknown): boolean | null {
  const text = asText(value);
  return text === null ? null : text.trim() === '';
}

function toBase64(value: unknown): string | null {
  const text = asText(value);
  return text === null ? null : encodeBase64(text);
}

function fromBase64(value: unknown): string | null {
  const text = asText(value);
  return text === null ? null : decodeBase64(text);
}

/** Version 4 of RFC 9562, of the host's dice. */
function uuid(): string {
  const { random } = currentRun();
  const digits = Array.from({ length: 32 }, () =>
    Math.min(15, Math.floor(random() * 16)),
  );
  digits[12] = 4;
  digits[16] = 8 + (digits[16] % 4);
  return digits
    .map(digit => digit.toString(16))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Built-ins about strings. Regular expressions are RE2's: linear time, no look-around, no back-references. */
export const stringBuiltins: readonly Builtin[] = [
  {
    name: 'substring',
    forms: [['string', 'start position', 'length?']],
    summary: 'Part of a string; the first character is 1, the last -1.',
  },
  {
    name: 'string length',
    forms: [['string']],
    summary: 'Number of characters.',
  },
  { name: 'upper case', forms: [['string']], summary: 'In capital letters.' },
  { name: 'lower case', forms: [['string']], summary: 'In small letters.' },
  {
    name: 'substring before',
    forms: [['string', 'match']],
    summary: 'What is before the first occurrence of another string.',
  },
  {
    name: 'substring after',
    forms: [['string', 'match']],
    summary: 'What is behind the first occurrence of another string.',
  },
  {
    name: 'contains',
    forms: [['string', 'match']],
    summary: 'Whether a string contains another.',
  },
  {
    name: 'starts with',
    forms: [['string', 'match']],
    summary: 'Whether a string starts with another.',
  },
  {
    name: 'ends with',
    forms: [['string', 'match']],
    summary: 'Whether a string ends with another.',
  },
  {
    name: 'matches',
    forms: [['input', 'pattern', 'flags?']],
    summary: 'Whether a regular expression occurs in a string.',
    call: matches,
  },
  {
    name: 'replace',
    forms: [['input', 'pattern', 'replacement', 'flags?']],
    summary: 'A string with every match of a regular expression replaced.',
    call: replace,
  },
  {
    name: 'split',
    forms: [['string', 'delimiter']],
    summary: 'Parts of a string between matches of a regular expression.',
    call: split,
  },
  {
    name: 'extract',
    forms: [['string', 'pattern']],
    summary: 'Every match of a regular expression in a string.',
    call: extract,
  },
  {
    name: 'string join',
    forms: [['list', 'delimiter?', 'prefix?', 'suffix?']],
    summary: 'One string of a list of strings.',
    call: joinList,
  },
  {
    name: 'trim',
    forms: [['string']],
    summary: 'A string without white space at its ends.',
    call: trim,
  },
  {
    name: 'is blank',
    forms: [['string']],
    summary: 'Whether a string is empty or white space.',
    call: isBlank,
  },
  {
    name: 'to base64',
    forms: [['value']],
    summary: 'A string in Base64.',
    call: toBase64,
  },
  {
    name: 'from base64',
    forms: [['value']],
    summary: 'The string of its Base64.',
    call: fromBase64,
  },
  { name: 'uuid', forms: [[]], summary: 'A new random UUID.', call: uuid },
];
