import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../clock/Clock';
import type { OutboxStore, TakenDeed } from '../store/outbox';
import { IDLE } from '../worker/PollingWorker';
import type { Deeds } from './Deeds';

/** Milliseconds for which a deed is taken on: then somebody else tries. */
const LEASE = 30_000;
const BATCH = 100;
const FIRST_DELAY = 1000;
const LONGEST_DELAY = 5 * 60_000;

/**
 * Does what instances want of others, after their commits: at least once, and exactly once where it is a command, which settles the deed in its
 * own transaction. Deeds of one instance are done in order.
 */
export class OutboxWorker {
  constructor(
    private readonly options: {
      readonly store: OutboxStore;
      readonly deeds: Deeds;
      readonly clock: Clock;
      readonly logger: LoggerService;
    },
  ) {}

  /** Does what is due. Returns for how many milliseconds it can rest. */
  async runOnce(): Promise<number> {
    const { store, clock } = this.options;
    const now = clock.now();
    const taken = await store.claim({ now, until: now + LEASE, limit: BATCH });
    const bySender = new Map<string, TakenDeed[]>();
    for (const deed of taken) {
      const sender = deed.instanceId || deed.id;
      bySender.set(sender, [...(bySender.get(sender) ?? []), deed]);
    }
    await Promise.all(
      Array.from(bySender.values(), deeds => this.doInOrder(deeds)),
    );
    return taken.length > 0 ? 0 : IDLE;
  }

  private async doInOrder(deeds: readonly TakenDeed[]): Promise<void> {
    for (const taken of deeds) {
      try {
        await this.options.deeds.perform(taken);
      } catch (error) {
        await this.postpone(taken, error as Error);
      }
    }
  }

  private async postpone(
    { id, deed, failures }: TakenDeed,
    error: Error,
  ): Promise<void> {
    const { store, clock, logger } = this.options;
    const delay = Math.min(FIRST_DELAY * 2 ** failures, LONGEST_DELAY);
    logger.warn(
      `Could not do ${deed.kind} ${id}, and try again in ${delay} ms`,
      error,
    );
    const dueAt = clock.now() + delay;
    await store.postpone(id, { dueAt, failures: failures + 1 });
  }
}
