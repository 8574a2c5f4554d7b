import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between tries. */
const DELAYS = [50, 500, 2000, 5000];

/** Tries again where the database is away for a moment. Rejects if it stays away. */
export async function persistently<Result>(
  deed: () => Promise<Result>,
): Promise<Result> {
  for (const delay of DELAYS) {
    try {
      return await deed();
    } catch {
      await sleep(delay);
    }
  }
  return deed();
}
