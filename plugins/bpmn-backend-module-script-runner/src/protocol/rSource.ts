/** Deepest nesting that the parser of R reads. */
const DEEPEST = 40;

/**
 * Plain data as R writes it, for an R that has nothing but itself to read it with. Lists of numbers, of texts or of truth values are vectors in R, with
 * NA for null; all others are lists.
 *
 * @throws Error where data nest deeper than R reads
 */
export function rSource(value: unknown, depth = 1): string {
  if (depth > DEEPEST) {
    throw new Error(
      `Expected inputs that nest at most ${DEEPEST} levels for R, but they nest deeper. Flatten them before the script`,
    );
  }
  switch (typeof value) {
    case 'string':
      return rText(value);
    case 'number':
      return String(value);
    case 'boolean':
      return value ? 'TRUE' : 'FALSE';
    case 'object':
      return rStructure(value, depth);
    default:
      return 'NULL';
  }
}

function rStructure(value: object | null, depth: number): string {
  if (value === null) {
    return 'NULL';
  }
  if (Array.isArray(value)) {
    return rArray(value, depth);
  }
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  const values = entries.map(([, one]) => rSource(one, depth + 1));
  const names = entries.map(([name]) => rText(name));
  return names.length === 0
    ? 'structure(list(), names = character())'
    : `structure(list(${values.join(',')}), names = c(${names.join(',')}))`;
}

const MISSING: Readonly<Record<string, string>> = {
  number: 'NA_real_',
  string: 'NA_character_',
  boolean: 'NA',
};

function rArray(values: readonly unknown[], depth: number): string {
  const kinds = new Set(
    values.filter(value => value !== null).map(value => typeof value),
  );
  const [kind] = kinds;
  if (kinds.size === 1 && kind in MISSING) {
    const items = values.map(value =>
      value === null ? MISSING[kind] : rSource(value),
    );
    return `c(${items.join(',')})`;
  }
  return `list(${values.map(value => rSource(value, depth + 1)).join(',')})`;
}

/** What R cannot have in a text is replaced: NUL, and halves of characters. */
function rText(text: string): string {
  // Halves of characters become U+FFFD on their way through UTF-8.
  const clean = Buffer.from(text).toString().replaceAll('\0', '\uFFFD');
  const escaped = clean.replace(/[\\"\p{Cc}]/gu, character =>
    character === '\\' || character === '"'
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}
