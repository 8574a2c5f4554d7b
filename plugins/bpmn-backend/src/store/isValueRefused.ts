/** Of PostgreSQL: data exceptions, and limits of what it can hold. */
const SQL_STATE = /^(22|54)[0-9A-Z]{3}$/;

const SQLITE: readonly unknown[] = ['SQLITE_TOOBIG', 'SQLITE_MISMATCH'];

/**
 * Whether an error says that a value cannot be kept, however often that is tried: text with characters that there are none for, a number out
 * of range, more than fits into a row.
 */
export function isValueRefused(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return (
    error instanceof RangeError ||
    SQLITE.includes(code) ||
    (typeof code === 'string' && SQL_STATE.test(code))
  );
}
