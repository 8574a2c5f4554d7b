import type { LoggerService } from '@backstage/backend-plugin-api';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Clock } from '../clock/Clock';
import type { InstanceService } from '../instances/InstanceService';
import type { DueTimer, TimerStore } from '../store/timers';
import { IDLE } from '../worker/PollingWorker';

/** Who acts when a timer fires. */
const TIMER = 'timer';

/** Milliseconds for which a timer is taken on: then somebody else tries. */
const LEASE = 30_000;
const BATCH = 100;

/** Fires the timers of instances: never early, and once, for the instance knows whether it still waits. */
export class TimerWorker {
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
    const now = clock.now();
    const due = await store.claim({ now, until: now + LEASE, limit: BATCH });
    await Promise.all(due.map(timer => this.fire(timer)));
    if (due.length > 0) {
      return 0;
    }
    const next = await store.nextDue();
    const rest = next === undefined ? IDLE : next - clock.now();
    // Due and not to be had: its instance is suspended, or somebody else fires it.
    return rest > 0 ? rest : IDLE;
  }

  private async fire({ instanceId, waitKey }: DueTimer): Promise<void> {
    try {
      await this.options.instances.handle(
        instanceId,
        { type: 'fulfilWait', waitKey },
        { actor: TIMER },
      );
    } catch (error) {
      if (!(error instanceof Rejection)) {
        this.options.logger.error(
          `Could not fire timer ${waitKey} of instance ${instanceId}, and try again in ${LEASE} ms`,
          error as Error,
        );
      }
    }
  }
}
