import type { Clock } from '../clock/Clock';
import type { OwnerMove, OwnerStore } from '../store/owners';

/** Instances that are looked at in one go: few, so that nobody waits for long. */
const BATCH = 500;

/** Milliseconds after which somebody else takes on what is not done. */
const LEASE = 30_000;

/** Milliseconds in which whoever has read the former owner before the handover has begun an instance, or never will. */
const SETTLED = 60_000;

/** Milliseconds between two looks. */
export const OWNER_LOOK = 10_000;

/**
 * Lets instances follow their process to its new owner, in small steps: each is done wholly or not at all, and done once more does nothing.
 * How far it has come is a row, so whoever finds it goes on there. They are gone through twice: the second time for those that were just
 * being started for the former owner.
 */
export class OwnerWorker {
  constructor(
    private readonly options: {
      readonly store: OwnerStore;
      readonly clock: Clock;
    },
  ) {}

  /** Lets some follow. Returns for how many milliseconds it can rest. */
  async runOnce(): Promise<number> {
    const { store, clock } = this.options;
    const now = clock.now();
    const move = await store.claim(now, now + LEASE);
    if (!move) {
      return OWNER_LOOK;
    }
    const { passAt, lastInstanceId } = move;
    const upTo = await store.endOfNext(lastInstanceId, BATCH);
    if (upTo === undefined) {
      await this.endPass(move);
    } else {
      const ownerRef = await store.moveInstances(move, { upTo, at: now });
      await store.moveDeeds(move, { upTo, ownerRef });
      await store.proceed(move, { passAt, lastInstanceId: upTo, dueAt: now });
    }
    return 0;
  }

  private async endPass(move: OwnerMove): Promise<void> {
    const { store } = this.options;
    const secondAt = move.movedAt + SETTLED;
    if (move.passAt >= secondAt) {
      await store.finish(move);
    } else {
      const again = { passAt: secondAt, lastInstanceId: '', dueAt: secondAt };
      await store.proceed(move, again);
    }
  }
}
