import { InputError } from '@backstage/errors';

/** A page of a list that is ordered by columns: the values of the last row say where the next page begins. */
export interface PageOf<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor?: string;
}

/** Values of the columns that a list is ordered by. */
export type Position = readonly (string | number)[];

/** A position as text that nobody looks into. */
export function cursorOf(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** For {@link positionOf}: a number as large as times are; any other number is one of a column of four bytes. */
export const TIME = Number.MAX_SAFE_INTEGER;

const LARGEST = 2 ** 31 - 1;

/** The position that a cursor stands for; of each value the type that `like` has. Throws an InputError for any other text. */
export function positionOf(cursor: string, like: Position): Position {
  const position = parsed(cursor);
  if (
    !Array.isArray(position) ||
    position.length !== like.length ||
    !like.every((one, index) => isLike(position[index], one))
  ) {
    throw new InputError(
      'Expected the cursor to be the nextCursor of the page before, but it is not',
    );
  }
  return position;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function isLike(value: unknown, one: string | number): boolean {
  if (typeof one === 'string') {
    return typeof value === 'string' && !value.includes('\u0000');
  }
  return (
    Number.isSafeInteger(value) &&
    (one === TIME || Math.abs(value as number) <= LARGEST)
  );
}

/** Cuts what was read, one row more than wanted, to a page. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  position: (row: Row) => Position,
): PageOf<Row> {
  const shown = rows.slice(0, limit);
  return rows.length > limit
    ? { rows: shown, nextCursor: cursorOf(position(shown[limit - 1])) }
    : { rows: shown };
}
