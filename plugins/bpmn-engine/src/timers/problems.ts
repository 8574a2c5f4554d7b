/** Why a text could not be read. */
export interface TextProblem {
  /** "Expected …, but found …", and the way out. */
  readonly problem: string;
  /** What was expected and the way out, for where the text is nobody's business. */
  readonly expected: string;
  readonly wayOut: string;
}

const LONGEST_QUOTE = 60;

/**
 * A problem with a text that somebody wrote.
 *
 * @param what - what was expected
 * @param text - what was written; quoted, and cut when it is long
 * @param wayOut - a full sentence saying what to write instead
 */
export function unexpected(
  what: string,
  text: string,
  wayOut: string,
): TextProblem {
  const quote =
    text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return {
    problem: `Expected ${what}, but found ${
      quote ? `"${quote}"` : 'nothing'
    }. ${wayOut}`,
    expected: what,
    wayOut,
  };
}

/** Whether reading a text has failed. */
export function isProblem<T extends object>(
  result: T | TextProblem,
): result is TextProblem {
  return 'problem' in result;
}
