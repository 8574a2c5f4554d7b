import type { Knex } from 'knex';
import { isPostgres } from '../driver';
import { noteLeftovers } from '../files';
import { rowsOf } from '../rowsOf';

/** Of which the files can go that nobody else may have. */
const FILE_GRANTS = 'file_grants';

/** Tables that hold something of finished instances by the id of the instance, their order, and the column that can be large. */
const TABLES = [
  { name: 'history', order: 'revision', large: 'changes' },
  { name: 'variable_ledger', order: 'revision, position', large: 'value' },
  { name: 'variables', order: 'scope_key, name', large: 'value' },
  { name: 'user_task_candidates', order: 'key', large: 'ref' },
  { name: 'task_decisions', order: 'key, id', large: 'comment' },
  { name: 'task_drafts', order: 'key, person', large: 'variables' },
  { name: 'user_tasks', order: 'key', large: 'form' },
  { name: 'mails', order: 'id', large: 'text' },
  { name: 'script_log', order: 'attempt_id, seq', large: 'text' },
  { name: 'script_artifacts', order: 'attempt_id, seq', large: 'preview' },
  { name: 'script_sources', order: 'hash', large: 'source' },
  // After what hangs on them: who still writes to one that is gone removes what is left.
  { name: 'script_attempts', order: 'started_at, id', large: 'inputs' },
  { name: FILE_GRANTS, order: 'file_key', large: 'file_key' },
] as const;

/** How much may be removed in one transaction, about. */
export interface RemovalLimits {
  readonly rows: number;
  /** Of text. */
  readonly bytes: number;
}

/** What is kept of finished instances, and for how long. */
export class RetentionStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Finished instances that can go, oldest first: those whose own time has come, and those without one that ended before a moment. Not those
   * that the key of a request still names: sent again, it would begin another one.
   * Epoch milliseconds.
   */
  async findExpired({
    now,
    endedBefore,
    limit,
  }: {
    readonly now: number;
    /** Absent: what has no time of its own stays. */
    readonly endedBefore?: number;
    readonly limit: number;
  }): Promise<readonly string[]> {
    const own = await this.settled(now)
      .where('remove_at', '<=', now)
      .orderBy('remove_at')
      .limit(limit)
      .pluck('id');
    if (own.length === limit || endedBefore === undefined) {
      return own;
    }
    const others = await this.settled(now)
      .whereNull('remove_at')
      .where('ended_at', '<=', endedBefore)
      .orderBy('ended_at')
      .limit(limit - own.length)
      .pluck('id');
    return [...own, ...others];
  }

  /**
   * Removes what is kept of finished instances, one after the other, as far as the limits of a transaction go; the row of an instance comes
   * last, so that it is found again until nothing is left. Returns whether all of it is gone.
   */
  async remove(
    ids: readonly string[],
    limits: RemovalLimits,
  ): Promise<boolean> {
    return this.knex.transaction(async tx => {
      let left = limits;
      for (const id of ids) {
        for (const table of TABLES) {
          left = await removeSlice(tx, { table, id, left });
          if (isSpent(left)) {
            return false;
          }
        }
        await tx('process_instances').where({ id }).del();
        left = { ...left, rows: left.rows - 1 };
        if (isSpent(left)) {
          return id === ids.at(-1);
        }
      }
      return true;
    });
  }

  /** Instances that have nothing left to tell, and that nobody can ask for again. */
  private settled(now: number): Knex.QueryBuilder {
    return this.knex('process_instances')
      .whereNotExists(query =>
        query
          .select('id')
          .from('outbox')
          .whereRaw('outbox.instance_id = process_instances.id'),
      )
      .whereNotExists(query =>
        query
          .select('result_id')
          .from('idempotency_keys')
          .whereRaw('idempotency_keys.result_id = process_instances.id')
          .where('expires_at', '>', now),
      );
  }
}

function isSpent({ rows, bytes }: RemovalLimits): boolean {
  return rows <= 0 || bytes <= 0;
}

/** Removes rows of an instance in order, at least one if there is one. Returns what is left of the limits: all of the rest is gone if they are not spent. */
async function removeSlice(
  tx: Knex,
  {
    table: { name, order, large },
    id,
    left,
  }: {
    readonly table: (typeof TABLES)[number];
    readonly id: string;
    readonly left: RemovalLimits;
  },
): Promise<RemovalLimits> {
  const place = isPostgres(tx) ? 'ctid' : 'rowid';
  const size = `coalesce(octet_length(${large}), 0)`;
  const slice = `select place from (
    select place, sum(size) over (order by ${order} rows unbounded preceding) - size as before from (
      select ${place} as place, ${order}, ${size} as size from ${name} where instance_id = ? order by ${order} limit ?) first) counted
    where before < ?`;
  const removed = await rowsOf(
    tx,
    `delete from ${name} where ${place} ${
      isPostgres(tx) ? `= any(array(${slice}))` : `in (${slice})`
    } returning ${size} as size, ${
      name === FILE_GRANTS ? 'file_key' : 'null'
    } as file_key`,
    [id, left.rows, left.bytes],
  );
  if (name === FILE_GRANTS) {
    await noteLeftovers(
      tx,
      removed.map(row => row.file_key),
    );
  }
  return {
    rows: left.rows - removed.length,
    bytes: removed.reduce((bytes, { size: one }) => bytes - one, left.bytes),
  };
}
