/** A table as it is shown: all of it is text. */
export interface TableData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Rows that there are, those that are not shown included. */
  readonly rowCount: number;
}

const QUOTE = '"';

/** Reads text that is separated by commas, semicolons or tabs (RFC 4180); the first line names the columns. */
export function readTable(text: string, mostRows: number): TableData {
  const lines = readLines(text.replace(/^\uFEFF/, ''));
  const [columns = [], ...rows] = lines;
  return { columns, rows: rows.slice(0, mostRows), rowCount: rows.length };
}

/** What comes most often in the first line is what separates. */
function separatorOf(text: string): string {
  const [first] = text.split('\n', 1);
  const count = (separator: string) => first.split(separator).length;
  return [',', ';', '\t'].reduce((best, one) =>
    count(one) > count(best) ? one : best,
  );
}

function readLines(text: string): string[][] {
  const separator = separatorOf(text);
  const lines: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = readCell(text, at, separator);
    cells.push(cell.value);
    at = cell.end;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) {
        cells.push('');
      }
    } else {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      lines.push(cells);
      cells = [];
    }
  }
  return cells.length > 0 ? [...lines, cells] : lines;
}

function readCell(text: string, start: number, separator: string) {
  let at = start;
  let value = '';
  if (text[at] === QUOTE) {
    for (at += 1; at < text.length; at += 1) {
      if (text[at] !== QUOTE) {
        value += text[at];
      } else if (text[at + 1] === QUOTE) {
        value += QUOTE;
        at += 1;
      } else {
        at += 1;
        break;
      }
    }
  }
  const rest = at;
  while (
    at < text.length &&
    text[at] !== separator &&
    text[at] !== '\n' &&
    !text.startsWith('\r\n', at)
  ) {
    at += 1;
  }
  return { value: value + text.slice(rest, at), end: at };
}
