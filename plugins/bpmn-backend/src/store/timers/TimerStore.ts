import type {
  Key,
  TimerWait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { isPostgres } from '../driver';
import { FORMAT } from '../instances';
import { rowsOf } from '../rowsOf';

/** A timer that is due, of a running instance. Times are epoch milliseconds. */
export interface DueTimer {
  readonly instanceId: string;
  readonly waitKey: Key;
  /** When it was due. */
  readonly dueAt: number;
  /** Until when nobody else tries. */
  readonly takenUntil: number;
}

/**
 * Timers of instances: waits with a time. `due_at` is when somebody looks at one next, its details say when it is due: so nothing has to be
 * restored if whoever has taken it on is gone.
 */
export class TimerStore {
  constructor(private readonly knex: Knex) {}

  /** Takes on timers that are due, until a time at which somebody else may try. */
  async claim({
    now,
    until,
    limit,
  }: {
    readonly now: number;
    readonly until: number;
    readonly limit: number;
  }): Promise<readonly DueTimer[]> {
    const rows = await rowsOf(
      this.knex,
      `update waits set due_at = ? where (instance_id, key) in (
         select instance_id, key from waits
         where kind = 'timer' and suspended_at is null and due_at <= ?
         and exists (select 1 from process_instances i where i.id = instance_id and i.format <= ${FORMAT})
         order by due_at limit ?
         ${isPostgres(this.knex) ? 'for update skip locked' : ''})
       returning instance_id, key, details`,
      [until, now, limit],
    );
    return rows.map(row => ({
      instanceId: row.instance_id,
      waitKey: row.key,
      dueAt: (JSON.parse(row.details) as TimerWait).dueAt,
      takenUntil: until,
    }));
  }

  /** Gives a timer back that could not be fired, unless it is another one by now. */
  async release({
    instanceId,
    waitKey,
    dueAt,
    takenUntil,
  }: DueTimer): Promise<void> {
    await this.knex('waits')
      .where({ instance_id: instanceId, key: waitKey, kind: 'timer' })
      .where({ due_at: takenUntil })
      .update({ due_at: dueAt });
  }

  /** When the next timer can be taken on, epoch milliseconds; undefined: there is none. */
  async nextDue(): Promise<number | undefined> {
    const row = await this.knex('waits')
      .where({ kind: 'timer' })
      .whereNull('suspended_at')
      .min('due_at as due')
      .first();
    return row?.due === null || row?.due === undefined
      ? undefined
      : Number(row.due);
  }
}
