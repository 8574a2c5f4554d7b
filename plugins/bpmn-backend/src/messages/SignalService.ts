import type { Clock } from '../clock/Clock';
import type { InstanceService } from '../instances/InstanceService';
import type { Taken } from '../outbox/Taken';
import type { InstanceStore } from '../store/instances';
import {
  outboxRow,
  type Deed,
  type SpreadProgress,
  type SpreadStore,
} from '../store/outbox';
import type {
  Sought,
  Subscriber,
  SubscriptionStore,
} from '../store/subscriptions';
import { accepts, acceptsStart } from './accepts';

/** How many waits are looked at in one step of spreading a signal. */
const STEP = 500;

/** After all whom a signal is for were found: when it is looked whether all have got it, in milliseconds, should nobody have noticed. */
const LOOK_AFTER = 60_000;

/** After the last wait of an instance. */
const LAST_KEY = 2 ** 31 - 1;

/** Who gets a signal in one step. */
interface Step {
  readonly deeds: readonly Deed[];
  /** Absent: there is nobody else. */
  readonly to?: SpreadProgress;
}

/** Brings signals to all who wait for them and accept the sender, each by a deed of its own. */
export class SignalService {
  constructor(
    private readonly options: {
      readonly instances: InstanceService;
      readonly instanceStore: InstanceStore;
      readonly subscriptions: SubscriptionStore;
      readonly spreads: SpreadStore;
      readonly clock: Clock;
    },
  ) {}

  /** Everybody who waits for a signal is to get it: step by step, each a transaction. Where one has ended, it goes on after a crash. */
  async spread(taken: Taken<'signal'>): Promise<void> {
    const { spreads, clock } = this.options;
    const { id, ownerRef } = taken;
    let from = taken.progress;
    for (;;) {
      const { deeds, to } = await this.nextStep(taken, from);
      const now = clock.now();
      const rows = deeds.map(deed => outboxRow({ deed, ownerRef }, now));
      if (!to) {
        await spreads.finish(id, { from, rows, lookAt: now + LOOK_AFTER });
        await spreads.removeIfDone(id);
        return;
      }
      if (!(await spreads.goOn(id, { from, to, rows }))) {
        return;
      }
      from = to;
    }
  }

  /** Looks whether all have got it. */
  async end({ id }: Taken<'spread'>): Promise<void> {
    await this.options.spreads.removeIfDone(id);
  }

  /** An instance gets a signal, if its sender may send it one. */
  async broadcast({
    id,
    partOf,
    ownerRef: sender,
    deed: { instanceId, name },
  }: Taken<'broadcast'>): Promise<void> {
    const { instances, instanceStore, spreads } = this.options;
    const record = await instanceStore.find(instanceId);
    const { variables, senderId } = await spreads.findLoad(partOf!);
    const actor = record?.ownerRef ?? sender;
    await instances.handle(
      instanceId,
      {
        type: 'broadcastSignal',
        name,
        variables,
        ...(actor !== sender && { sender }),
      },
      { actor, senderId, settles: id },
    );
  }

  private async nextStep(
    { instanceId: thrower, ownerRef, deed: { name } }: Taken<'signal'>,
    from: SpreadProgress | undefined,
  ): Promise<Step> {
    const { subscriptions } = this.options;
    const sought = { name, senderRef: ownerRef };
    const waiting = await subscriptions.findSignalWaits(sought, {
      ...from,
      limit: STEP,
    });
    const receivers = new Set(
      waiting
        .filter(found => accepts({ ...found, ...found.wait }, ownerRef))
        .map(({ instanceId }) => instanceId),
    );
    const last = waiting.at(-1);
    const isMore = waiting.length === STEP && last !== undefined;
    const to = isMore
      ? {
          after: positionAfter(last, receivers),
          upTo: from?.upTo ?? (await subscriptions.findLastSignalWait(sought)),
        }
      : undefined;
    // Inside, it was heard when it was thrown.
    receivers.delete(thrower);
    const deeds = Array.from(
      receivers,
      (instanceId): Deed => ({ kind: 'broadcast', instanceId, name }),
    );
    return to
      ? { deeds, to }
      : { deeds: [...deeds, ...(await this.startsBy(sought))] };
  }

  private async startsBy(sought: Sought): Promise<readonly Deed[]> {
    const { name, senderRef } = sought;
    const starts = await this.options.subscriptions.findStarts('signal', name);
    return starts
      .filter(start => acceptsStart(start, senderRef))
      .map(({ definitionId, subscription: { elementId, event } }) => ({
        kind: 'start',
        definitionId,
        startEvent: elementId,
        event,
      }));
  }
}

/** An instance that gets it gets it once, however many of its waits are still to come. */
function positionAfter(
  { instanceId, wait: { key } }: Subscriber,
  receivers: ReadonlySet<string>,
): SpreadProgress['after'] {
  return { instanceId, key: receivers.has(instanceId) ? LAST_KEY : key };
}
