/** Operators of other languages, and what FEEL has for them. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/==/, '"=" instead of "=="'],
  [/&&/, '"and" instead of "&&"'],
  [/\|\|/, '"or" instead of "||"'],
  [/!(?!=)/, 'not(…) instead of "!"'],
  [/'/, 'double quotes around strings'],
  [/\?.*:/, '"if … then … else …" instead of "? :"'],
];

/**
 * What to write instead of operators that other languages have; undefined if there are none. Strings and quoted names do not count.
 */
export function hintOnForeignOperators(source: string): string | undefined {
  const plain = withoutQuotes(source);
  const hints = FOREIGN.filter(([pattern]) => pattern.test(plain)).map(
    ([, hint]) => hint,
  );
  return hints.length > 0 ? `Write ${hints.join(', ')}.` : undefined;
}

/** Whether `==` is written, which FEEL takes for something that is never true. */
export function hasDoubleEquals(source: string): boolean {
  return withoutQuotes(source).includes('==');
}

function withoutQuotes(source: string): string {
  return source.replace(/"(?:\\.|[^"\\])*"|`[^`]*`/g, '""');
}
