import type {
  StartSubscription,
  TimerWait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Knex } from 'knex';
import { isPostgres } from '../driver';
import type { OutboxRow } from '../instances';
import { insertOutbox } from '../outbox';
import { rowsOf } from '../rowsOf';

/** A timer that begins instances, of the latest version of a process. Times are epoch milliseconds. */
export interface Schedule {
  readonly id: string;
  readonly processKey: string;
  readonly definitionId: string;
  readonly ownerRef: string;
  readonly elementId: string;
  readonly event: number;
  /** Its timer, with when it is due next. */
  readonly timer: ScheduleTimer;
  /** Whether it is over: it will not be due any more. */
  readonly isOver: boolean;
  readonly pausedAt?: number;
  readonly skipsNext: boolean;
}

/** A timer as it goes on. */
export type ScheduleTimer = Pick<
  TimerWait,
  'schedule' | 'dueAt' | 'fired' | 'catchUp'
>;

/** What becomes of a schedule that was due. */
export interface Fired {
  /** When it is due next; absent: it is over. */
  readonly next?: Pick<ScheduleTimer, 'dueAt' | 'fired'>;
  /** What begins the instance; absent: this firing does not count. */
  readonly start?: OutboxRow;
}

/** A schedule that this process has taken on. */
export interface TakenSchedule extends Schedule {
  /** Until when: it has not been taken by somebody else as long as this is so. */
  readonly takenUntil: number;
}

/** Schedules: start subscriptions with a time. `due_at` is when somebody looks at one next, its timer knows when it is due. */
export class ScheduleStore {
  constructor(private readonly knex: Knex) {}

  /** Takes on schedules that are due, until a time at which somebody else may try. */
  async claim({
    now,
    until,
    limit,
  }: {
    readonly now: number;
    readonly until: number;
    readonly limit: number;
  }): Promise<readonly TakenSchedule[]> {
    const rows = await rowsOf(
      this.knex,
      `update start_subscriptions set due_at = ? where id in (
         select id from start_subscriptions
         where kind = 'timer' and due_at <= ? and paused_at is null order by due_at limit ?
         ${isPostgres(this.knex) ? 'for update skip locked' : ''})
       returning *, (select owner_ref from processes
         where processes.process_key = start_subscriptions.process_key) as owner_ref`,
      [until, now, limit],
    );
    return rows.map(row => ({ ...scheduleOf(row), takenUntil: until }));
  }

  /**
   * Writes what has become of a schedule together with what begins the instance. False: somebody else has done so, or it was paused in the
   * meantime.
   */
  async fire(
    { id, takenUntil, timer, elementId, event, skipsNext }: TakenSchedule,
    { next, start }: Fired,
  ): Promise<boolean> {
    return this.knex.transaction(async tx => {
      const count = await tx('start_subscriptions')
        .where({ id, due_at: takenUntil })
        .whereNull('paused_at')
        .update({
          due_at: next?.dueAt ?? null,
          // What somebody has said meanwhile is about the next one.
          ...(skipsNext && { skips_next: false }),
          ...(next && {
            details: detailsOf({ elementId, event }, { ...timer, ...next }),
          }),
        });
      if (count === 1 && start) {
        await insertOutbox(tx, [start]);
      }
      return count === 1;
    });
  }

  /** Schedules of a process. */
  async list(processKey: string): Promise<readonly Schedule[]> {
    const rows = await this.query()
      .where('start_subscriptions.process_key', processKey)
      .orderBy(['element_id', 'event']);
    return rows.map(scheduleOf);
  }

  /** A schedule by its id. */
  async find(id: string): Promise<Schedule | undefined> {
    const row = await this.query().where('start_subscriptions.id', id).first();
    return row && scheduleOf(row);
  }

  /** Stops it, until it is resumed. Returns whether it was going. */
  async pause(id: string, now: number): Promise<boolean> {
    const count = await this.knex('start_subscriptions')
      .where({ id })
      .whereNull('paused_at')
      .update({ paused_at: now });
    return count === 1;
  }

  /** Lets it go on. Returns whether it was paused. */
  async resume(
    { id, timer, elementId, event }: Schedule,
    next: Pick<ScheduleTimer, 'dueAt' | 'fired'> | undefined,
  ): Promise<boolean> {
    const count = await this.knex('start_subscriptions')
      .where({ id })
      .whereNotNull('paused_at')
      .update({
        paused_at: null,
        due_at: next?.dueAt ?? null,
        ...(next && {
          details: detailsOf({ elementId, event }, { ...timer, ...next }),
        }),
      });
    return count === 1;
  }

  /** Leaves its next firing out, or does not after all. */
  async setSkipsNext(id: string, skipsNext: boolean): Promise<void> {
    await this.knex('start_subscriptions')
      .where({ id })
      .update({ skips_next: skipsNext });
  }

  /** When somebody has to look next, epoch milliseconds; undefined: nothing is scheduled. */
  async nextDue(): Promise<number | undefined> {
    const row = await this.knex('start_subscriptions')
      .where({ kind: 'timer' })
      .whereNull('paused_at')
      .min('due_at as due')
      .first();
    return row?.due === null || row?.due === undefined
      ? undefined
      : Number(row.due);
  }

  private query(): Knex.QueryBuilder {
    return this.knex('start_subscriptions')
      .join(
        'processes',
        'processes.process_key',
        'start_subscriptions.process_key',
      )
      .where({ kind: 'timer' })
      .select('start_subscriptions.*', 'processes.owner_ref');
  }
}

function scheduleOf(row: any): Schedule {
  const { waitsFor } = JSON.parse(row.details) as StartSubscription;
  const { schedule, dueAt, fired, catchUp } = waitsFor as TimerWait;
  return {
    id: row.id,
    processKey: row.process_key,
    definitionId: row.definition_id,
    ownerRef: row.owner_ref,
    elementId: row.element_id,
    event: row.event,
    timer: { schedule, dueAt, fired, catchUp },
    isOver: row.due_at === null,
    pausedAt: row.paused_at === null ? undefined : Number(row.paused_at),
    skipsNext: Boolean(row.skips_next),
  };
}

function detailsOf(
  { elementId, event }: Pick<Schedule, 'elementId' | 'event'>,
  timer: ScheduleTimer,
): string {
  const subscription: StartSubscription = {
    elementId,
    event,
    waitsFor: { kind: 'timer', ...timer },
  };
  return JSON.stringify(subscription);
}
