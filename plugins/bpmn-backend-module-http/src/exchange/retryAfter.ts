const LONGEST = 60 * 60_000;

/**
 * How long a server asks to be left alone (RFC 9110, 10.2.3), in milliseconds, at most an hour; undefined if it does not say.
 *
 * @param header - seconds, or a date
 * @param now - epoch milliseconds
 */
export function retryAfter(
  header: string | string[] | undefined,
  now: number,
): number | undefined {
  const text = String(header ?? '').trim();
  const wait = /^\d+$/.test(text)
    ? Number(text) * 1000
    : Date.parse(text) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST);
}
