import type { IdempotencyClaim } from './IdempotencyStore';
import { requestHash } from './requestHash';

/** How long keys are kept, in milliseconds. */
const KEPT = 24 * 60 * 60_000;

/** A claim to a key, for a request that is told from others by what it says. */
export function claimOf(
  named: Pick<IdempotencyClaim, 'caller' | 'route' | 'key'>,
  { body, now }: { readonly body: unknown; readonly now: number },
): IdempotencyClaim {
  return { ...named, bodyHash: requestHash(body), now, expiresAt: now + KEPT };
}
