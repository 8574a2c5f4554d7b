import type { Knex } from 'knex';
import type { OwnedDeed } from './deeds';
import { isPostgres } from '../driver';
import { claimKey, type Claimed, type IdempotencyClaim } from '../idempotency';
import type { OutboxRow } from '../instances';
import { indexed } from '../instances/indexed';
import { inOrder } from '../inOrder';
import { rowsOf } from '../rowsOf';

/** A row of the outbox that this process has taken on. */
export interface TakenDeed extends OwnedDeed {
  readonly id: string;
  /** The instance that it comes from; empty: from outside. */
  readonly instanceId: string;
  readonly failures: number;
  /** Of a message: when it is given up. */
  readonly expiresAt?: number;
  /** The signal that it is a part of the spreading of. */
  readonly partOf?: string;
  /** Of a signal: how far it has been spread. */
  readonly progress?: SpreadProgress;
}

/** How far a signal has been spread. */
export interface SpreadProgress {
  /** The wait that was looked at last. */
  readonly after: { readonly instanceId: string; readonly key: number };
  /** Id of the last instance that waited for it when it began to be spread: those that begin to do so later do not get it. */
  readonly upTo: string;
}

/** How many messages are read at a time: most often one is enough. */
const AT_A_TIME = 20;

/** Deeds that are yet to be done, and messages that nobody has waited for yet. */
export class OutboxStore {
  constructor(private readonly knex: Knex) {}

  /** Takes on due deeds, oldest first, until a time at which somebody else may try. */
  async claim({
    now,
    until,
    limit,
    except = [],
    kinds,
    exceptKinds = [],
  }: {
    readonly now: number;
    readonly until: number;
    readonly limit: number;
    /** Instances whose deeds are left for later. */
    readonly except?: readonly string[];
    /** Kinds of deeds that are taken on; absent: all. */
    readonly kinds?: readonly string[];
    /** Kinds of deeds that are left for others. */
    readonly exceptKinds?: readonly string[];
  }): Promise<readonly TakenDeed[]> {
    const wanted =
      notAmong('instance_id', except) +
      notAmong('kind', exceptKinds) +
      (kinds ? ` and kind in (${placeholders(kinds)})` : '');
    const found = await rowsOf(
      this.knex,
      `update outbox set due_at = ? where id in (
         select id from outbox where due_at <= ? ${wanted} order by due_at, id limit ?
         ${isPostgres(this.knex) ? 'for update skip locked' : ''})
       returning id, kind, instance_id, failures, expires_at, part_of, progress, details`,
      [until, now, ...except, ...exceptKinds, ...(kinds ?? []), limit],
    );
    return found.map(takenDeed).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Keeps deeds that are taken on for longer. What is not taken on any more stays as it is. */
  async extend(
    ids: readonly string[],
    { from, until }: { readonly from: number; readonly until: number },
  ): Promise<void> {
    await this.knex('outbox')
      .whereIn('id', [...ids])
      .where({ due_at: from })
      .update({ due_at: until });
  }

  /** Lets a deed be done at another time, unless somebody else has taken it on meanwhile. */
  async giveBack(
    id: string,
    {
      until,
      ...rest
    }: {
      /** Until when it was taken on. */
      readonly until: number;
      readonly dueAt: number;
      readonly failures: number;
    },
  ): Promise<void> {
    await this.knex('outbox')
      .where({ id, due_at: until })
      .update({ due_at: rest.dueAt, failures: rest.failures });
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

  /** Others become of a deed: all of it or nothing. Nothing happens if it is done already. */
  async replace(id: string, rows: readonly OutboxRow[]): Promise<void> {
    await this.knex.transaction(async tx => {
      const removed = await tx('outbox').where({ id }).del();
      if (removed === 1) {
        await insertOutbox(tx, rows);
      }
    });
  }

  /** Whether a deed is still to be done. */
  async has(id: string): Promise<boolean> {
    const row = await this.knex('outbox').where({ id }).first('id');
    return row !== undefined;
  }

  /** A deed waits for another one. */
  async postpone(id: string, dueAt: number): Promise<void> {
    await this.knex('outbox')
      .where({ id })
      .update({ due_at: dueAt, failures: 0 });
  }

  /** A message is kept for whoever waits for it next, until it expires. */
  async keep(id: string, expiresAt: number): Promise<void> {
    await this.knex('outbox')
      .where({ id })
      .update({ kind: 'kept', due_at: expiresAt, failures: 0 });
  }

  /** Messages of a name and key, the oldest first. */
  async *findMessages(sought: {
    readonly name: string;
    /** Absent: whatever it is. */
    readonly correlationKey?: string;
    /** Who may have sent it; absent: anybody. */
    readonly senders?: readonly string[];
  }): AsyncGenerator<TakenDeed> {
    let after = '';
    for (;;) {
      const rows: readonly any[] = await this.messagesAfter(after, sought);
      yield* rows.map(takenDeed);
      if (rows.length < AT_A_TIME) {
        return;
      }
      after = rows.at(-1).id;
    }
  }

  /** Each branch is read from an index in the order of the ids, as far as it is wanted. */
  private messagesAfter(
    after: string,
    {
      name,
      correlationKey,
      senders = [undefined],
    }: {
      readonly name: string;
      readonly correlationKey?: string;
      readonly senders?: readonly (string | undefined)[];
    },
  ): Knex.QueryBuilder {
    const keys =
      correlationKey === undefined
        ? [undefined]
        : [indexed(correlationKey), null];
    const branches = senders.flatMap(sender =>
      keys.map(key => {
        const branch = this.knex('outbox')
          .whereNotNull('sender_ref')
          .where({ topic: indexed(name) })
          .where('id', '>', after)
          .limit(AT_A_TIME);
        if (sender !== undefined) {
          branch.where({ sender_ref: sender });
        }
        if (key !== undefined) {
          // That null is constant, PostgreSQL does not see.
          branch.where({ correlation_key: key }).orderBy('correlation_key');
        }
        return branch.orderBy('id');
      }),
    );
    return inOrder(this.knex, branches, ['id']).limit(AT_A_TIME);
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
    const call = await this.knex('outbox')
      .where({ instance_id: instanceId, wait_key: waitKey })
      .first('id');
    return call !== undefined;
  }
}

function notAmong(column: string, values: readonly string[]): string {
  return values.length > 0
    ? ` and ${column} not in (${placeholders(values)})`
    : '';
}

function placeholders(values: readonly string[]): string {
  return values.map(() => '?').join(', ');
}

/** Adds deeds that come from outside any instance, in somebody's transaction. */
export async function insertOutbox(
  knex: Knex,
  rows: readonly OutboxRow[],
  /** The signal that they are parts of the spreading of. */
  partOf?: string,
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
      sender_ref: row.senderRef ?? null,
      expires_at: row.expiresAt ?? null,
      part_of: partOf ?? null,
      details: row.details,
    })),
    100,
  );
}

/** A row as a deed. */
export function takenDeed(row: any): TakenDeed {
  const { deed, ownerRef } = JSON.parse(row.details) as OwnedDeed;
  return {
    deed: { ...deed, kind: row.kind },
    ownerRef,
    id: row.id,
    instanceId: row.instance_id,
    failures: row.failures,
    expiresAt: row.expires_at === null ? undefined : Number(row.expires_at),
    ...(row.part_of && { partOf: row.part_of }),
    ...(row.progress && { progress: JSON.parse(row.progress) }),
  };
}
