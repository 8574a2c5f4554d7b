import {
  MAX_EXPRESSION_DEPTH,
  MAX_EXPRESSION_LENGTH,
  MAX_EXPRESSION_TOKENS,
} from '../limits';

const TOKEN =
  /"(?:[^"\\]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[\p{L}\p{N}_]+|\s+|./gsu;
const NO_TOKEN = /^(?:\s|\/\/|\/\*)/;
const LONGEST_NAME = 1_000;

interface Size {
  tokens: number;
  depth: number;
  longestName: number;
}

function measure(source: string): Size {
  const size: Size = { tokens: 0, depth: 0, longestName: 0 };
  let depth = 0;
  for (const [token] of source.matchAll(TOKEN)) {
    if (NO_TOKEN.test(token)) {
      continue;
    }
    size.tokens += 1;
    if ('([{'.includes(token)) {
      depth += 1;
    } else if (')]}'.includes(token)) {
      depth -= 1;
    } else if (!token.startsWith('"')) {
      size.longestName = Math.max(size.longestName, token.length);
    }
    size.depth = Math.max(size.depth, depth);
  }
  return size;
}

/**
 * What is too big about an expression to be parsed, if anything. Takes linear time; the parser's time grows with the
 * square of the number of tokens, and that of some errors faster.
 */
export function findSizeProblem(source: string): string | undefined {
  if (source.length > MAX_EXPRESSION_LENGTH) {
    return `Expected an expression of at most ${MAX_EXPRESSION_LENGTH} characters, but it has ${source.length}. Put the data into a variable.`;
  }
  const { tokens, depth, longestName } = measure(source);
  if (tokens > MAX_EXPRESSION_TOKENS) {
    return `Expected an expression of at most ${MAX_EXPRESSION_TOKENS} words and signs, but it has ${tokens}. Put the data into a variable.`;
  }
  if (depth > MAX_EXPRESSION_DEPTH) {
    return tooDeep(depth);
  }
  return longestName > LONGEST_NAME
    ? `Expected names of at most ${LONGEST_NAME} characters, but one has ${longestName}.`
    : undefined;
}

/** Says that an expression nests too deeply. */
export function tooDeep(depth: number): string {
  return `Expected an expression that nests at most ${MAX_EXPRESSION_DEPTH} levels, but it nests ${depth}. Break it into several, or use lists: x in ["a", "b"] rather than x = "a" or x = "b".`;
}
