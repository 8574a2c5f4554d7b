import { fire, Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Clock } from '../clock/Clock';
import { outboxRow, type OutboxStore } from '../store/outbox';
import type { Schedule, ScheduleStore } from '../store/schedules';

/** What people do with the schedules of their processes. */
export class ScheduleService {
  constructor(
    private readonly options: {
      readonly store: ScheduleStore;
      readonly outbox: OutboxStore;
      readonly clock: Clock;
    },
  ) {}

  /** Schedules of a process. */
  list(processKey: string): Promise<readonly Schedule[]> {
    return this.options.store.list(processKey);
  }

  /** A schedule. Throws a Rejection if there is none: a new version of its process has others. */
  async get(id: string): Promise<Schedule> {
    const schedule = await this.options.store.find(id);
    if (!schedule) {
      throw new Rejection(
        'notFound',
        `Expected schedule ${id} to exist, but it does not: a newer version of its process may have taken its place`,
        { id },
      );
    }
    return schedule;
  }

  /** Stops a schedule until it is resumed. */
  async pause(id: string): Promise<void> {
    await this.get(id);
    if (!(await this.options.store.pause(id, this.options.clock.now()))) {
      throw new Rejection(
        'invalidState',
        `Expected schedule ${id} to be going, but it is paused already`,
        { id },
      );
    }
  }

  /** Lets a schedule go on with its next time from now on: what has passed meanwhile is not made up for. */
  async resume(id: string): Promise<void> {
    const schedule = await this.get(id);
    const { timer } = schedule;
    const now = this.options.clock.now();
    const isPast = !schedule.isOver && timer.dueAt <= now;
    const { fired, nextDue } = isPast
      ? fire(
          timer.schedule,
          { fired: timer.fired, due: timer.dueAt, now },
          'skip',
        )
      : { fired: timer.fired, nextDue: timer.dueAt };
    const next =
      schedule.isOver || nextDue === undefined
        ? undefined
        : { dueAt: nextDue, fired };
    if (!(await this.options.store.resume(schedule, next))) {
      throw new Rejection(
        'invalidState',
        `Expected schedule ${id} to be paused, but it is going`,
        { id },
      );
    }
  }

  /** Begins an instance now; the schedule goes on as if nothing had happened. */
  async fireNow(id: string): Promise<void> {
    const { definitionId, elementId, event, ownerRef } = await this.get(id);
    const deed = {
      kind: 'start',
      definitionId,
      startEvent: elementId,
      event,
      variables: {},
    } as const;
    const now = this.options.clock.now();
    await this.options.outbox.add([outboxRow({ deed, ownerRef }, now)]);
  }

  /** Leaves the next firing out, or does not after all. */
  async skipNext(id: string, skipsNext: boolean): Promise<void> {
    await this.get(id);
    await this.options.store.setSkipsNext(id, skipsNext);
  }
}
