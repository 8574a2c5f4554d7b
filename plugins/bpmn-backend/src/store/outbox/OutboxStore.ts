import type { Knex } from 'knex';
import type { OwnedDeed } from './deeds';
import { isPostgres } from '../driver';
import { claimKey, type Claimed, type IdempotencyClaim } from '../idempotency';
import type { OutboxRow } from '../instances';
import { indexed } from '../instances/indexed';
import { rowsOf } from '../rowsOf';

/** A row of the outbox that this process has taken on. */
export interface TakenDeed extends OwnedDeed {
  readonly id: string;
  /** The instance that it comes from; empty: from outside. */
  readonly instanceId: string;
  readonly failures: number;
  /** Of a message: when it is given up. */
  readonly expiresAt?: number;
}

const MOST_CANDIDATES = 100;

/** Deeds that are yet to be done, and messages that nobody has waited for yet. */
export class OutboxStore {
  constructor(private readonly knex: Knex) {}

  /** Takes on due deeds, oldest first, until a time at which somebody else may try. */
  async claim({
    now,
    until,
    limit,
  }: {
    readonly now: number;
    readonly until: number;
    readonly limit: number;
  }): Promise<readonly TakenDeed[]> {
    const found = await rowsOf(
      this.knex,
      `update outbox set due_at = ? where id in (
         select id from outbox where due_at <= ? order by due_at, id limit ?
         ${isPostgres(this.knex) ? 'for update skip locked' : ''})
       returning id, kind, instance_id, failures, expires_at, details`,
      [until, now, limit],
    );
    return found.map(takenDeed).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Adds deeds that come from outside any instance. */
  async add(rows: readonly OutboxRow[]): Promise<void> {
    await insertOutbox(this.knex, rows);
  }

  /** Adds deeds unless a request of the same key has come before: then nothing is added. */
  async addOnce(
    rows: readonly OutboxRow[],
    claim: IdempotencyClaim,
  ): Promise<Claimed> {
    return this.knex.transaction(async tx => {
      const claimed = await claimKey(tx, claim);
      if (claimed.isFirst) {
        await insertOutbox(tx, rows);
      }
      return claimed;
    });
  }

  /** A deed is done, or not to be done any more. */
  async remove(id: string): Promise<void> {
    await this.knex('outbox').where({ id }).del();
  }

  /** A deed has come to several others. Nothing happens if it is done already. */
  async replace(id: string, rows: readonly OutboxRow[]): Promise<void> {
    await this.knex.transaction(async tx => {
      if ((await tx('outbox').where({ id }).del()) === 1) {
        await insertOutbox(tx, rows);
      }
    });
  }

  /** A deed is tried again later. */
  async postpone(
    id: string,
    { dueAt, failures }: { readonly dueAt: number; readonly failures: number },
  ): Promise<void> {
    await this.knex('outbox').where({ id }).update({ due_at: dueAt, failures });
  }

  /** A message is kept for whoever waits for it next, until it expires. */
  async keep(id: string, expiresAt: number): Promise<void> {
    await this.knex('outbox')
      .where({ id })
      .update({ kind: 'kept', due_at: expiresAt, failures: 0 });
  }

  /** Messages that an instance waits for and may have, the oldest first. */
  async findMessages(
    name: string,
    correlationKey: string | undefined,
  ): Promise<readonly TakenDeed[]> {
    const query = this.knex('outbox')
      .whereIn('kind', ['message', 'kept'])
      .where({ topic: indexed(name) })
      .orderBy('id')
      .limit(MOST_CANDIDATES);
    if (correlationKey !== undefined) {
      query.where(either =>
        either
          .whereNull('correlation_key')
          .orWhere('correlation_key', indexed(correlationKey)),
      );
    }
    return (await query).map(takenDeed);
  }

  /** Whether a called instance has more to tell its caller. */
  async hasOtherReports(instanceId: string, id: string): Promise<boolean> {
    const other = await this.knex('outbox')
      .where({ instance_id: instanceId, kind: 'report' })
      .whereNot({ id })
      .first('id');
    return other !== undefined;
  }

  /** Whether an instance still has to make a call. */
  async isCalling(instanceId: string, waitKey: number): Promise<boolean> {
    const calls = await this.knex('outbox')
      .where({ instance_id: instanceId, kind: 'call' })
      .select('details');
    return calls.some(
      ({ details }) => JSON.parse(details).deed.wait.key === waitKey,
    );
  }
}

/** Adds deeds that come from outside any instance, in somebody's transaction. */
export async function insertOutbox(
  knex: Knex,
  rows: readonly OutboxRow[],
): Promise<void> {
  await knex.batchInsert(
    'outbox',
    rows.map(row => ({
      id: row.id,
      instance_id: '',
      kind: row.kind,
      due_at: row.dueAt,
      topic: row.topic === undefined ? null : indexed(row.topic),
      correlation_key:
        row.correlationKey === undefined ? null : indexed(row.correlationKey),
      expires_at: row.expiresAt ?? null,
      details: row.details,
    })),
    100,
  );
}

function takenDeed(row: any): TakenDeed {
  const { deed, ownerRef } = JSON.parse(row.details) as OwnedDeed;
  return {
    deed: { ...deed, kind: row.kind },
    ownerRef,
    id: row.id,
    instanceId: row.instance_id,
    failures: row.failures,
    expiresAt: row.expires_at === null ? undefined : Number(row.expires_at),
  };
}
