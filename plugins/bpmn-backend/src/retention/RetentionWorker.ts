import type { Clock } from '../clock/Clock';
import type { RetentionStore } from '../store/retention';

/** Instances that are looked for at a time. */
const BATCH = 50;

/** What is removed in one transaction: little, so that nobody waits for long, however much an instance has left. */
const STEP = { rows: 250, bytes: 1024 * 1024 };

/** Milliseconds between two steps, for everybody else. */
const PAUSE = 10;

/** Milliseconds between two looks. */
const HOUR = 3_600_000;

/** Removes finished instances with their history when their time has come, in small steps: whoever comes after a kill goes on with the rest. */
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
    const isDone = ids.length === 0 || (await store.remove(ids, STEP));
    return isDone && ids.length < BATCH ? HOUR : PAUSE;
  }
}
