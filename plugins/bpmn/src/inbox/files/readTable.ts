/** Rows of a text of comma- or tab-separated values; the first one names the columns. */
export interface TableRead {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Rows that there are besides. */
  readonly more: number;
}

/** Reads a table (RFC 4180; also with semicolons or tabs), as many rows as are wanted. */
export function readTable(text: string, most: number): TableRead {
  const all = rowsOf(text.replace(/^\uFEFF/, ''));
  const [header = [], ...rows] = all;
  return {
    header,
    rows: rows.slice(0, most),
    more: Math.max(0, rows.length - most),
  };
}

function separatorOf(text: string): string {
  const [line] = text.split(/\r?\n/, 1);
  const counts = [',', ';', '\t'].map(
    one => [one, line.split(one).length] as const,
  );
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

function rowsOf(text: string): readonly (readonly string[])[] {
  const separator = separatorOf(text);
  // A quoted field with what ends it, or one that is not quoted.
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`,
    'y',
  );
  const rows: string[][] = [];
  let row: string[] = [];
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (!found) {
      // A quote that is never closed: all that is left is one value.
      break;
    }
    const [, quoted, plain, end] = found;
    row.push(quoted?.replace(/""/g, '"') ?? plain);
    if (end !== separator) {
      rows.push(row);
      row = [];
    }
  }
  return row.length > 0 ? [...rows, row] : rows;
}
