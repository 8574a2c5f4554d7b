/**
 * What a value of the model says without being evaluated.
 *
 * @param text literal text, or FEEL behind `=`
 * @returns the text, or what stands in a lone FEEL string; undefined for any other FEEL
 */
export function constantText(text: string): string | undefined {
  if (!text.startsWith('=')) {
    return text;
  }
  return /^=\s*"([^"\\]*)"$/.exec(text)?.[1];
}

/**
 * Whether FEEL reads a variable, as far as that shows without a parser: by its name, outside of strings. A property or a local name that
 * is called the same counts too.
 *
 * @param text literal text, or FEEL behind `=`
 * @param variable its name
 */
export function readsVariable(text: string, variable: string): boolean {
  if (!text.startsWith('=') || variable === '') {
    return false;
  }
  const words = text.replace(/"(?:[^"\\]|\\.)*"/g, ' ').replace(/\s+/g, ' ');
  const isPartOfName = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}_]/u.test(character);
  for (
    let at = words.indexOf(variable);
    at >= 0;
    at = words.indexOf(variable, at + variable.length)
  ) {
    const isWhole =
      !isPartOfName(words[at - 1]) &&
      !isPartOfName(words[at + variable.length]);
    if (isWhole) {
      return true;
    }
  }
  return false;
}
