import type { LoggerService } from '@backstage/backend-plugin-api';
import { fire } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Clock } from '../clock/Clock';
import { giveWay } from '../store/giveWay';
import { outboxRow } from '../store/outbox';
import type { ScheduleStore, TakenSchedule } from '../store/schedules';
import { IDLE, SOON } from '../worker/PollingWorker';

/** Milliseconds for which a schedule is taken on: then somebody else tries. */
const LEASE = 30_000;
const BATCH = 100;

/** Begins instances by the timers of their start events. What begins one is written with what its schedule has become, so each firing counts once. */
export class ScheduleWorker {
  constructor(
    private readonly options: {
      readonly store: ScheduleStore;
      readonly clock: Clock;
      readonly logger: LoggerService;
    },
  ) {}

  /** Fires what is due. Returns for how many milliseconds it can rest. */
  async runOnce(): Promise<number> {
    const { store, clock, logger } = this.options;
    const now = clock.now();
    const taken = await store.claim({ now, until: now + LEASE, limit: BATCH });
    for (const schedule of taken) {
      try {
        await this.fire(schedule, now);
      } catch (error) {
        logger.error(
          `Could not start ${schedule.processKey} by its schedule ${schedule.elementId}, and try again in ${LEASE} ms`,
          error as Error,
        );
      }
      await giveWay();
    }
    if (taken.length > 0) {
      return 0;
    }
    const next = await store.nextDue();
    const rest = next === undefined ? IDLE : next - clock.now();
    // Due and not to be had: somebody else takes it on in this moment.
    return Math.max(rest, SOON);
  }

  private async fire(taken: TakenSchedule, now: number): Promise<void> {
    const { timer, definitionId, elementId, event, ownerRef } = taken;
    const { schedule, fired, dueAt: due, catchUp } = timer;
    const firing = fire(schedule, { fired, due, now }, catchUp);
    const counts = firing.trigger && !taken.skipsNext;
    await this.options.store.fire(taken, {
      ...(firing.nextDue !== undefined && {
        next: { dueAt: firing.nextDue, fired: firing.fired },
      }),
      ...(counts && {
        start: outboxRow(
          {
            deed: {
              kind: 'start',
              definitionId,
              startEvent: elementId,
              event,
              variables: {},
            },
            ownerRef,
          },
          now,
        ),
      }),
    });
  }
}
