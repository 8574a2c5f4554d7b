import type { Clock } from '../clock/Clock';
import type { RelationStore } from '../store/relations';
import type { RelationService } from './RelationService';

/** Relations that are looked up in one go. */
const BATCH = 200;

/** Milliseconds after which somebody else looks up what is not looked up, also where the catalog has not answered. */
const LEASE = 60_000;

/** Milliseconds between two looks for what is due. */
export const RELATION_LOOK = 10_000;

/** Milliseconds between two looks for what was not noted. */
const SWEEP = 10 * 60_000;

/** Lets tasks follow the catalog: looks up again whom it names, and at once what was not looked up yet. */
export class RelationWorker {
  private sweepAt = -Infinity;

  constructor(
    private readonly options: {
      readonly store: RelationStore;
      readonly relations: RelationService;
      readonly clock: Clock;
      /** Milliseconds after which the catalog is asked again. */
      readonly refresh: number;
    },
  ) {}

  /** Looks some up. Returns for how many milliseconds it can rest. */
  async runOnce(): Promise<number> {
    const { store, relations, clock, refresh } = this.options;
    const now = clock.now();
    if (now >= this.sweepAt) {
      await store.adopt(now);
      this.sweepAt = now + SWEEP;
    }
    const names = await store.claim({
      now,
      until: now + LEASE,
      latest: now + Math.max(LEASE, refresh),
      limit: BATCH,
    });
    if (names.length === 0) {
      return RELATION_LOOK;
    }
    await relations.renew(names);
    return 0;
  }
}
