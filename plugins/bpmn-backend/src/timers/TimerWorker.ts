import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Clock } from '../clock/Clock';
import type { InstanceService } from '../instances/InstanceService';
import type { DueTimer, TimerStore } from '../store/timers';
import { IDLE, SOON } from '../worker/PollingWorker';

/** Who acts when a timer fires. */
const TIMER = 'timer';

/** Milliseconds for which a timer is taken on: then somebody else tries. */
const LEASE = 30_000;
const BATCH = 100;

/** Milliseconds after which timers that are due do not wait any longer for one that takes its time. */
const PATIENCE = 100;

/** Fires the timers of instances: never early, and once for each time, for the instance knows what it waits for. */
export class TimerWorker {
  private readonly firing = new Set<Promise<void>>();
  /** How often in a row something was due, but not to be had. */
  private misses = 0;

  constructor(
    private readonly options: {
      readonly store: TimerStore;
      readonly instances: InstanceService;
      readonly clock: Clock;
      readonly logger: LoggerService;
    },
  ) {}

  /** Fires what is due. Returns for how many milliseconds it can rest. */
  async runOnce(): Promise<number> {
    const { store, clock } = this.options;
    const limit = BATCH - this.firing.size;
    if (limit <= 0) {
      await Promise.race(this.firing);
      return 0;
    }
    const now = clock.now();
    const due = await store.claim({ now, until: now + LEASE, limit });
    due.forEach(timer => this.begin(timer));
    if (due.length > 0) {
      this.misses = 0;
      await this.settleSoon();
      return 0;
    }
    const next = await store.nextDue();
    const rest = next === undefined ? IDLE : next - clock.now();
    this.misses = rest > 0 ? 0 : this.misses + 1;
    // Due and not to be had: somebody else takes it on in this moment, or only a newer release can.
    return this.misses > 0 ? Math.min(SOON * 2 ** this.misses, IDLE) : rest;
  }

  /** Waits for all that are being fired. */
  async settle(): Promise<void> {
    await Promise.all(this.firing);
  }

  private begin(timer: DueTimer): void {
    const firing = this.fire(timer).finally(() => this.firing.delete(firing));
    this.firing.add(firing);
  }

  private async settleSoon(): Promise<void> {
    const enough = new AbortController();
    const patience = sleep(PATIENCE, undefined, { signal: enough.signal });
    await Promise.race([this.settle(), patience.catch(() => {})]);
    enough.abort();
  }

  private async fire(timer: DueTimer): Promise<void> {
    const { instanceId, waitKey } = timer;
    try {
      await this.fulfil(timer);
    } catch (error) {
      this.options.logger.error(
        `Could not fire timer ${waitKey} of instance ${instanceId}, and try again in ${LEASE} ms`,
        error as Error,
      );
    }
  }

  private async fulfil(timer: DueTimer): Promise<void> {
    const { instanceId, waitKey, dueAt } = timer;
    const { instances, store, clock } = this.options;
    try {
      await instances.handle(
        instanceId,
        { type: 'fulfilWait', waitKey, dueAt },
        { actor: TIMER },
      );
    } catch (error) {
      if (!(error instanceof Rejection)) {
        throw error;
      }
      if (clock.now() < dueAt) {
        // The clock was set back: it is due at its time.
        await store.release(timer);
      }
    }
  }
}
