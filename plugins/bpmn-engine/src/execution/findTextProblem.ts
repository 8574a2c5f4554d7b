/** Longest text that something is looked for by, in characters. */
const MAX_LENGTH = 255;

/** What keeps a text from being looked for by: no database keeps all texts as they are, nor long ones in an index. */
export function findTextProblem(text: string): string | undefined {
  if (text.length > MAX_LENGTH) {
    return `has ${text.length} characters, which is more than ${MAX_LENGTH}`;
  }
  return text.includes('\u0000') || /\p{Surrogate}/u.test(text)
    ? 'has U+0000 or half a surrogate pair in it'
    : undefined;
}
