/** Errors of PostgreSQL (the first letters of their codes) and SQLite that are nobody's fault who has asked, and what is wrong then. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^(53100|SQLITE_FULL)/, 'its disk is full'],
  [/^53/, 'it has not enough of something, such as memory or connections'],
  [
    /^(57014|57P|08|58)/,
    'it has ended what it was doing, or cannot be reached',
  ],
  [/^(25006|SQLITE_READONLY)/, 'it can only be read at the moment'],
  [/^SQLITE_(BUSY|LOCKED)/, 'it is busy'],
  [/^SQLITE_(IOERR|CANTOPEN)/, 'its disk does not work'],
  [
    /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN)/,
    'it cannot be reached',
  ],
];

/** What the driver says without a code, after the statement where there is one, and the pool when it has waited for a connection for too long. */
const WITHOUT_CODE =
  /(^| - )(Connection terminated|timeout expired|Client has encountered a connection error|Knex: Timeout acquiring a connection)/;

/** Why a database has not done what it was asked, where it can be asked again; undefined: something is wrong with the question. */
export function whyUnavailable(error: unknown): string | undefined {
  if (!(error instanceof Error)) {
    return undefined;
  }
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string') {
    return REASONS.find(([codes]) => codes.test(code))?.[1];
  }
  return WITHOUT_CODE.test(error.message) ? 'it cannot be reached' : undefined;
}
