import type { Knex } from 'knex';
import { isPostgres } from '../driver';

/** What a clock has said that has been set back since. Epoch milliseconds. */
export interface SetBack {
  readonly now: number;
  /** Nobody takes on anything for longer than until then, by the clock as it is now. */
  readonly latest: number;
  /** Nobody has named a later time, by the clock as it was. */
  readonly before: number;
}

/** What somebody has taken on, of all kinds. */
export class LeaseStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Lets somebody look again at what was taken on, or put off, until a time that nobody would name now: the clock has been set back, and whoever
   * took it on may be gone. Returns how much that is.
   */
  async shorten(times: SetBack): Promise<number> {
    const counts = [
      await this.shortenJobs(times),
      await this.shortenDeeds(times),
      await this.restore('waits', 'dueAt', times),
      await this.restore('start_subscriptions', 'waitsFor.dueAt', times),
    ];
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Whoever does one still has the time to say so. */
  private shortenJobs({ latest }: SetBack): Promise<number> {
    return this.knex('waits')
      .where({ kind: 'job' })
      .whereNotNull('attempt')
      .where('due_at', '>', latest)
      .update({ due_at: latest });
  }

  /** A message that is kept is due when it expires. */
  private shortenDeeds({ now, latest }: SetBack): Promise<number> {
    return this.knex('outbox')
      .whereNot({ kind: 'kept' })
      .where('due_at', '>', latest)
      .update({ due_at: now });
  }

  /** Their details say when timers are due. */
  private restore(
    table: 'waits' | 'start_subscriptions',
    path: string,
    { latest, before }: SetBack,
  ): Promise<number> {
    const dueAt = isPostgres(this.knex)
      ? `(details::json #>> '{${path.replace('.', ',')}}')::bigint`
      : `json_extract(details, '$.${path}')`;
    return this.knex(table)
      .where({ kind: 'timer' })
      .where('due_at', '>', latest)
      .where('due_at', '<=', before)
      .whereRaw(`${dueAt} < due_at`)
      .update({ due_at: this.knex.raw(dueAt) });
  }
}
