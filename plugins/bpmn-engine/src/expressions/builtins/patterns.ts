import { MatcherInput, RE2JS } from 're2js';
import { ExpressionFailure } from '../failure';
import { charge } from '../run';

const FLAGS: Readonly<Record<string, number>> = {
  s: RE2JS.DOTALL,
  m: RE2JS.MULTILINE,
  i: RE2JS.CASE_INSENSITIVE,
  x: 0,
};

/** A match: its groups, the whole first, null for one that took no part; and where it is. */
export interface Match {
  readonly groups: readonly (string | null)[];
  readonly start: number;
  readonly end: number;
}

const LONGEST_PATTERN = 2_000;
const LARGEST_PROGRAM = 5_000;
const CACHE_SIZE = 100;
const compiled = new Map<string, RE2JS>();

/** Whether a pattern occurs in a string, as XPath's `matches` has it. */
export function testPattern(
  text: string,
  pattern: string,
  flags: string,
): boolean {
  return using(pattern, flags, regex => regex.test(metered(text, regex)));
}

/**
 * Every occurrence of a pattern in a string, from left to right and without overlaps.
 *
 * @throws ExpressionFailure when the pattern or the flags are invalid or not supported
 */
export function findMatches(
  text: string,
  pattern: string,
  flags: string,
): readonly Match[] {
  return using(pattern, flags, regex => {
    const matcher = regex.matcher(MatcherInput.utf16(metered(text, regex)));
    const matches: Match[] = [];
    while (matcher.find()) {
      charge(1);
      matches.push({
        groups: Array.from({ length: matcher.groupCount() + 1 }, (_, index) =>
          matcher.group(index),
        ),
        start: matcher.start(),
        end: matcher.end(),
      });
    }
    return matches;
  });
}

function using<T>(
  pattern: string,
  flags: string,
  task: (regex: RE2JS) => T,
): T {
  const key = `${flags}/${pattern}`;
  const regex = compiled.get(key) ?? compile(pattern, flags);
  // A matcher that is interrupted may leave its state behind.
  compiled.delete(key);
  const result = task(regex);
  if (compiled.size >= CACHE_SIZE) {
    compiled.clear();
  }
  compiled.set(key, regex);
  return result;
}

/**
 * A string that counts how much of it is read. One search is linear, but many searches in one string can each read it to
 * the end.
 */
function metered(text: string, regex: RE2JS): string {
  const cost = (1 + regex.programSize() / 64) / 8;
  const reader = {
    length: text.length,
    charCodeAt: (index: number) => {
      charge(cost);
      return text.charCodeAt(index);
    },
    indexOf: (part: string, from: number) => {
      const index = text.indexOf(part, from);
      charge(((index < 0 ? text.length : index) - from) / 512);
      return index;
    },
    substring: (from: number, to: number) => text.substring(from, to),
    toString: () => text,
  };
  // re2js reads nothing else of a string.
  return reader as unknown as string;
}

function compile(pattern: string, flags: string): RE2JS {
  charge(16);
  const bits = [...flags].reduce((sum, flag) => {
    if (!Object.hasOwn(FLAGS, flag)) {
      throw new ExpressionFailure(
        `Expected flags of a regular expression among s, m, i and x, but found others.`,
      );
    }
    return sum | FLAGS[flag];
  }, 0);
  const text = flags.includes('x') ? withoutSpace(pattern) : pattern;
  if (text.length > LONGEST_PATTERN) {
    refuse(`it has more than ${LONGEST_PATTERN} characters`);
  }
  const regex = compileText(text, bits);
  if (regex.programSize() > LARGEST_PROGRAM) {
    refuse('its repetitions make it too large');
  }
  return regex;
}

function compileText(text: string, bits: number): RE2JS {
  try {
    return RE2JS.compile(text, bits);
  } catch (error) {
    // What follows quotes the pattern, which may be secret.
    const [reason] = String((error as Error).message)
      .replace(/^error parsing regexp: /, '')
      .split(': `');
    return refuse(reason);
  }
}

function refuse(reason: string): never {
  throw new ExpressionFailure(
    `Expected a regular expression that runs in linear time (no look-around, no back-references), but this one cannot be used: ${reason}.`,
  );
}

/** XPath, 5.6.1.1: flag x takes out white space, but not within `[…]`. */
function withoutSpace(pattern: string): string {
  return pattern.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\s+/g, part =>
    /^\s/.test(part) ? '' : part,
  );
}
