import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';

/** A request that is to be done once. */
export interface IdempotencyClaim {
  /** Entity ref, or the subject of a service. */
  readonly caller: string;
  /** What is asked for: keys of different routes have nothing to do with each other. */
  readonly route: string;
  readonly key: string;
  /** SHA-256 of the body, in hexadecimal. */
  readonly bodyHash: string;
  /** What it makes if it is the first; absent: a new id. */
  readonly resultId?: string;
  /** What it makes if it is the first and makes more than one thing, as text. */
  readonly plan?: string;
  readonly now: number;
  readonly expiresAt: number;
}

/** What became of a claim. */
export interface Claimed {
  /** What this request, or the first one of the same key, makes. */
  readonly resultId: string;
  /** The same where that is more than one thing. */
  readonly plan?: string;
  /** Whether no request of this key has come before. */
  readonly isFirst: boolean;
  /** Whether the first one had the same body. */
  readonly isSame: boolean;
}

/** How often expired keys are removed, in milliseconds. */
const CLEANING = 60_000;
const MOST_CLEANED = 1000;
/** Milliseconds for which expired keys are there still: they count again when a clock that was wrong is right again. */
const SPARE = 2 * 24 * 60 * 60_000;

/** Keys of requests that are done once. */
export class IdempotencyStore {
  private cleanedAt = 0;

  constructor(private readonly knex: Knex) {}

  /** Takes a key, or finds who has taken it. A crash afterwards leaves the key with the id of what is still to be made. */
  async claim(claim: IdempotencyClaim): Promise<Claimed> {
    await this.cleanUp(claim.now);
    return claimKey(this.knex, claim);
  }

  /** Finds who has taken a key, if somebody has. */
  async find(claim: IdempotencyClaim): Promise<Claimed | undefined> {
    const { caller, route, key, now } = claim;
    const row = await this.knex('idempotency_keys')
      .where({ caller, route, key })
      .where('expires_at', '>', now)
      .first();
    return row && claimedOf(row, claim);
  }

  /** Removes some expired keys, now and then: as often as there are more. Returns whether there may be. */
  async cleanUp(now: number): Promise<boolean> {
    if (Math.abs(now - this.cleanedAt) <= CLEANING) {
      return false;
    }
    this.cleanedAt = now;
    const isMore = (await this.clean(now)) >= MOST_CLEANED;
    if (isMore) {
      this.cleanedAt = 0;
    }
    return isMore;
  }

  private async clean(now: number): Promise<number> {
    return this.knex('idempotency_keys')
      .whereIn(
        ['caller', 'route', 'key'],
        this.knex('idempotency_keys')
          .where('expires_at', '<=', now - SPARE)
          .limit(MOST_CLEANED)
          .select('caller', 'route', 'key'),
      )
      .where('expires_at', '<=', now - SPARE)
      .del();
  }
}

/** Takes a key, in a transaction if it is given one. */
export async function claimKey(
  knex: Knex,
  { resultId = uuid(), plan, ...claim }: IdempotencyClaim,
): Promise<Claimed> {
  const { caller, route, key, bodyHash, now, expiresAt } = claim;
  const named = { caller, route, key };
  await knex('idempotency_keys')
    .where(named)
    .where('expires_at', '<=', now)
    .del();
  await knex('idempotency_keys')
    .insert({
      ...named,
      body_hash: bodyHash,
      result_id: resultId,
      plan: plan ?? null,
      expires_at: expiresAt,
    })
    .onConflict(['caller', 'route', 'key'])
    .ignore();
  const row = await knex('idempotency_keys').where(named).first();
  return claimedOf(row, { resultId, bodyHash });
}

function claimedOf(
  row: any,
  { resultId, bodyHash }: Pick<IdempotencyClaim, 'resultId' | 'bodyHash'>,
): Claimed {
  return {
    resultId: row.result_id,
    ...(row.plan !== null && { plan: row.plan }),
    isFirst: row.result_id === resultId,
    isSame: row.body_hash === bodyHash,
  };
}
