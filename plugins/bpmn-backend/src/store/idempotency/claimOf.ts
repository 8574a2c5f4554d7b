import { createHash } from 'node:crypto';
import type { IdempotencyClaim } from './IdempotencyStore';

/** How long keys are kept, in milliseconds. */
const KEPT = 24 * 60 * 60_000;

/** A claim to a key, for a request that is told from others by what it says. */
export function claimOf(
  named: Pick<IdempotencyClaim, 'caller' | 'route' | 'key'>,
  { body, now }: { readonly body: unknown; readonly now: number },
): IdempotencyClaim {
  return { ...named, bodyHash: hashOf(body), now, expiresAt: now + KEPT };
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
