import type { Knex } from 'knex';

/** Since when something is due that nobody has taken on, epoch milliseconds; absent: nothing is. */
export interface Backlog {
  readonly jobs?: number;
  readonly outbox?: number;
  readonly schedules?: number;
  readonly timers?: number;
}

/** What is due and waits for a worker. */
export class BacklogStore {
  constructor(private readonly knex: Knex) {}

  /** The oldest of each kind that is due now. */
  async find(now: number, jobTypes: readonly string[]): Promise<Backlog> {
    const exact = jobTypes.filter(type => !type.endsWith('*'));
    const [jobs, outbox, schedules, timers] = await Promise.all([
      this.oldest(
        this.dueWaits('job', now).where(either => {
          either.whereIn('topic', exact);
          jobTypes
            .filter(type => type.endsWith('*'))
            .forEach(type =>
              either.orWhereRaw(`topic like ? escape '!'`, [
                `${type.slice(0, -1).replace(/[!%_]/g, '!$&')}%`,
              ]),
            );
        }),
      ),
      this.oldest(this.knex('outbox').where('due_at', '<=', now)),
      this.oldest(
        this.knex('start_subscriptions')
          .where({ kind: 'timer' })
          .whereNull('paused_at')
          .where('due_at', '<=', now),
      ),
      this.oldest(this.dueWaits('timer', now)),
    ]);
    return { jobs, outbox, schedules, timers };
  }

  private dueWaits(kind: 'job' | 'timer', now: number): Knex.QueryBuilder {
    return this.knex('waits')
      .where({ kind })
      .whereNull('suspended_at')
      .where('due_at', '<=', now);
  }

  private async oldest(query: Knex.QueryBuilder): Promise<number | undefined> {
    const row = await query.min('due_at as due').first();
    return row?.due === null || row?.due === undefined
      ? undefined
      : Number(row.due);
  }
}
