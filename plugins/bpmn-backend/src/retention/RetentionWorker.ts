import type { Clock } from '../clock/Clock';
import type { RetentionStore } from '../store/retention';

/** Instances that are removed at a time: few, so that nobody waits for long. */
const BATCH = 50;

/** Milliseconds between two looks. */
const HOUR = 3_600_000;

/** Removes finished instances with their history when their time has come, in small steps. */
export class RetentionWorker {
  constructor(
    private readonly options: {
      readonly store: RetentionStore;
      readonly clock: Clock;
      /** Milliseconds for which instances are kept whose process does not say; absent: for ever. */
      readonly timeToLive?: number;
    },
  ) {}

  /** Removes some. Returns for how many milliseconds it can rest. */
  async runOnce(): Promise<number> {
    const { store, clock, timeToLive } = this.options;
    const now = clock.now();
    const ids = await store.findExpired({
      now,
      ...(timeToLive !== undefined && { endedBefore: now - timeToLive }),
      limit: BATCH,
    });
    if (ids.length > 0) {
      await store.remove(ids);
    }
    return ids.length === BATCH ? 0 : HOUR;
  }
}
