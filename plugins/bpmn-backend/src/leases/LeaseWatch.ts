import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../clock/Clock';
import type { LeaseStore } from '../store/leases';
import { IDLE } from '../worker/PollingWorker';

/** Milliseconds that a clock may go back without anybody having set it. */
const SLACK = 60_000;

/** The longest time for which something is taken on or put off by a host, and for which jobs are leased by others, in milliseconds. */
const LONGEST = 60 * 60_000;

/** By how many milliseconds it may have been set back while nobody looked. */
const UNSEEN = 3 * 24 * 60 * 60_000;

/**
 * Finds out that the clock was set back. What was taken on by the clock as it was would lie there until that time comes again, if whoever
 * took it on is gone.
 */
export class LeaseWatch {
  private last?: number;

  constructor(
    private readonly options: {
      readonly store: LeaseStore;
      readonly clock: Clock;
      readonly logger: LoggerService;
    },
  ) {}

  /** Looks at the clock. At first it may have been set back while nobody looked. Returns for how many milliseconds it can rest. */
  async runOnce(): Promise<number> {
    const { store, clock, logger } = this.options;
    const now = clock.now();
    const { last = now + UNSEEN } = this;
    if (now < last - SLACK) {
      const count = await store.shorten({
        now,
        latest: now + LONGEST,
        before: last + LONGEST,
      });
      if (count > 0) {
        logger.warn(
          `The clock was set back: ${count} jobs, timers, schedules and deeds that were taken on by its former time are looked at again`,
        );
      }
    }
    this.last = now;
    return IDLE;
  }
}
