import type { Key } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { isPostgres } from '../driver';
import { rowsOf } from '../rowsOf';

/** A timer that is due, of a running instance. */
export interface DueTimer {
  readonly instanceId: string;
  readonly waitKey: Key;
}

/** Timers of instances: waits with a time. */
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
         select w.instance_id, w.key from waits w join process_instances i on i.id = w.instance_id
         where w.kind = 'timer' and w.due_at <= ? and i.state = 'active' order by w.due_at limit ?
         ${isPostgres(this.knex) ? 'for update of w skip locked' : ''})
       returning instance_id, key`,
      [until, now, limit],
    );
    return rows.map(row => ({ instanceId: row.instance_id, waitKey: row.key }));
  }

  /** When the next timer is due, epoch milliseconds; undefined: there is none. */
  async nextDue(): Promise<number | undefined> {
    const row = await this.knex('waits')
      .where({ kind: 'timer' })
      .min('due_at as due')
      .first();
    return row?.due === null || row?.due === undefined
      ? undefined
      : Number(row.due);
  }
}
