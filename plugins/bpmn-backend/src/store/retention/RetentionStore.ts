import type { Knex } from 'knex';

/** Tables that hold something of finished instances, by the id of the instance. */
const TABLES = [
  'history',
  'variable_ledger',
  'variables',
  'user_task_candidates',
  'task_decisions',
  'task_drafts',
  'user_tasks',
];

/** What is kept of finished instances, and for how long. */
export class RetentionStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Finished instances that can go, oldest first: those whose own time has come, and those without one that ended before a moment.
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
    const own = await this.settled()
      .where('remove_at', '<=', now)
      .orderBy('remove_at')
      .limit(limit)
      .pluck('id');
    if (own.length === limit || endedBefore === undefined) {
      return own;
    }
    const others = await this.settled()
      .whereNull('remove_at')
      .where('ended_at', '<=', endedBefore)
      .orderBy('ended_at')
      .limit(limit - own.length)
      .pluck('id');
    return [...own, ...others];
  }

  /** Removes all that is kept of finished instances, together. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.knex.transaction(async tx => {
      for (const table of TABLES) {
        await tx(table).whereIn('instance_id', ids).del();
      }
      await tx('process_instances')
        .whereIn('id', ids)
        .whereNotNull('ended_at')
        .del();
    });
  }

  /** Instances that have nothing left to tell. */
  private settled(): Knex.QueryBuilder {
    return this.knex('process_instances').whereNotExists(query =>
      query
        .select('id')
        .from('outbox')
        .whereRaw('outbox.instance_id = process_instances.id'),
    );
  }
}
