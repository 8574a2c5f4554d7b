const UNREACHABLE = 'it cannot be reached';

/** What PostgreSQL, SQLite and the operating system say when it is not the question that is wrong, and what is wrong then. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^(53100|SQLITE_FULL|ENOSPC|EDQUOT)$/, 'its disk is full'],
  [
    /^(53\d{3}|SQLITE_NOMEM|EMFILE|ENFILE)$/,
    'it has not enough of something, such as memory or connections',
  ],
  [
    /^(57014|57P0\d|08\d{3}|58\d{3})$/,
    'it has ended what it was doing, or cannot be reached',
  ],
  [/^(25006|SQLITE_READONLY(_.*)?)$/, 'it can only be read at the moment'],
  [/^(40001|40P01|55P03|SQLITE_(BUSY|LOCKED|PROTOCOL)(_.*)?)$/, 'it is busy'],
  [/^(SQLITE_(IOERR|CANTOPEN)(_.*)?|EIO)$/, 'its disk does not work'],
  [
    /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOST\w+|ENET\w+|ENOTFOUND|EAI_AGAIN)$/,
    UNREACHABLE,
  ],
];

/** What drivers and pools say without a code, after the statement where there is one. */
const WITHOUT_CODE =
  /(^| - )(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired|timeout exceeded when trying to connect|Query read timeout|Unable to acquire a connection|The database connection is not open|aborted$|Knex: Timeout acquiring)/;

/** How deep causes are looked for. */
const DEEPEST = 5;

/**
 * Why a database, or what it stands on, has not done what it was asked, where it can be asked again; undefined: something is wrong with the
 * question.
 */
export function whyUnavailable(error: unknown, depth = 0): string | undefined {
  // Drivers have errors of their own, which need not be those of here.
  if (typeof error !== 'object' || error === null || depth > DEEPEST) {
    return undefined;
  }
  const { code, message, cause, errors } = error as {
    readonly code?: unknown;
    readonly message?: unknown;
    readonly cause?: unknown;
    /** Of an AggregateError: one for each address that was tried. */
    readonly errors?: unknown;
  };
  return (
    reasonOf(code) ??
    (WITHOUT_CODE.test(String(message)) ? UNREACHABLE : undefined) ??
    [cause, errors]
      .flat()
      .map(one => whyUnavailable(one, depth + 1))
      .find(why => why !== undefined)
  );
}

function reasonOf(code: unknown): string | undefined {
  return typeof code === 'string'
    ? REASONS.find(([codes]) => codes.test(code))?.[1]
    : undefined;
}
