import { createHash } from 'node:crypto';
import {
  Rejection,
  requireSoundVariables,
  type Key,
  type MessageWait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Clock } from '../clock/Clock';
import type { FileGuard } from '../files/FileGuard';
import type { InstanceService } from '../instances/InstanceService';
import { outboxRow, type Deed, type OutboxStore } from '../store/outbox';
import type { SubscriptionStore, Subscriber } from '../store/subscriptions';
import {
  KeyReused,
  requestHash,
  type IdempotencyStore,
} from '../store/idempotency';
import { isUnfit } from '../outbox/isUnfit';
import type { Taken } from '../outbox/Taken';
import { accepts, acceptsStart } from './accepts';

/** A message or signal from outside. */
export interface Publication {
  readonly deed: Extract<Deed, { kind: 'message' | 'signal' }>;
  /** Group in whose name it is sent. */
  readonly ownerRef: string;
  /** Names it for whoever sends it: it is sent once, however often it is published. */
  readonly messageId?: string;
}

/** How long ids of messages are remembered at least, in milliseconds. */
const REMEMBERED = 24 * 60 * 60_000;

/** How many waits of one instance are looked at together. */
const AT_A_TIME = 100;

/** Brings messages and signals to those who wait for them and accept the sender. */
export class MessageService {
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly options: {
      readonly instances: InstanceService;
      readonly subscriptions: SubscriptionStore;
      readonly outbox: OutboxStore;
      readonly keys: IdempotencyStore;
      readonly files: FileGuard;
      readonly clock: Clock;
    },
  ) {}

  /** Tells of everything that is published from now on. */
  onPublished(listener: () => void): void {
    this.listeners.push(listener);
  }

  /**
   * Sends a message or signal from outside, after the commit. Throws {@link KeyReused} if its id was that of another one, and a Rejection if
   * its variables cannot be kept, or hold files: those are sent by the instances that they are of.
   */
  async publish(
    { deed, ownerRef, messageId }: Publication,
    actor: string,
  ): Promise<string> {
    const { outbox, keys, files, clock } = this.options;
    requireSoundVariables(deed.variables);
    files.admitNone(deed.variables);
    const now = clock.now();
    const row = outboxRow({ deed, ownerRef }, now);
    if (messageId === undefined) {
      await outbox.add([row]);
      this.listeners.forEach(listener => listener());
      return row.id;
    }
    await keys.cleanUp(now);
    const { resultId, isSame } = await outbox.addOnce([row], {
      caller: actor,
      route: `publish ${deed.kind} ${sha256([ownerRef, deed.name])}`,
      key: messageId,
      bodyHash: requestHash({ ...deed }),
      resultId: row.id,
      now,
      expiresAt: Math.max(row.expiresAt ?? 0, now + REMEMBERED),
    });
    if (!isSame) {
      throw new KeyReused(messageId);
    }
    this.listeners.forEach(listener => listener());
    return resultId;
  }

  /** One who waits gets the message, else a process begins by it, else it is kept for whoever waits for it next. */
  async correlate(taken: Taken<'message'>): Promise<void> {
    const { subscriptions, outbox, clock } = this.options;
    const { id, deed, expiresAt, ownerRef } = taken;
    const { name, correlationKey } = deed;
    const sought = { name, correlationKey, senderRef: ownerRef };
    for await (const subscriber of subscriptions.findMessageWaits(sought)) {
      if (
        isFor(subscriber, taken) &&
        isGone(await this.deliver(taken, subscriber))
      ) {
        return;
      }
    }
    if (await this.startBy(taken, ownerRef)) {
      return;
    }
    if (expiresAt === undefined || expiresAt <= clock.now()) {
      await outbox.remove(id);
      return;
    }
    // Whoever begins to wait for it looks for it.
    await outbox.keep(id, expiresAt);
  }

  /** An instance has begun to wait for a message: it gets the oldest that is kept for it. */
  async findFor({
    id,
    instanceId,
    deed: { waitKey },
  }: Taken<'subscribed'>): Promise<void> {
    const { subscriptions, outbox } = this.options;
    const subscriber = await subscriptions.findWait(instanceId, waitKey);
    if (subscriber) {
      await this.giveKept(subscriber);
    }
    await outbox.remove(id);
  }

  /** An instance goes on: it gets what has come for it while it was suspended. */
  async findForAll({ id, instanceId }: Taken<'resumed'>): Promise<void> {
    const { subscriptions, outbox } = this.options;
    for (let after: Key | undefined = 0; after !== undefined; ) {
      const range = { after, limit: AT_A_TIME };
      const waits = await subscriptions.findWaitsOf(instanceId, range);
      for (const subscriber of waits) {
        await this.giveKept(subscriber);
      }
      after = waits.length < AT_A_TIME ? undefined : waits.at(-1)!.wait.key;
    }
    await outbox.remove(id);
  }

  private async giveKept(subscriber: Subscriber): Promise<void> {
    const { ownerRef, wait } = subscriber;
    const { name, correlationKey, accepts: others = [] } = wait as MessageWait;
    const { outbox, clock } = this.options;
    const now = clock.now();
    const kept = outbox.findMessages({
      name,
      correlationKey,
      ...(!others.includes('any') && { senders: [ownerRef, ...others] }),
    });
    for await (const found of kept) {
      const message = found as Taken<'message'>;
      const isPresent =
        message.deed.kind === 'message' || message.expiresAt! > now;
      // What goes on waiting gets the next one too.
      if (
        isPresent &&
        isFor(subscriber, message) &&
        (await this.deliver(message, subscriber)) === 'notWanted'
      ) {
        return;
      }
    }
  }

  private async deliver(
    { id, instanceId: senderId, deed: { variables } }: Taken<'message'>,
    { instanceId, wait, ownerRef }: Subscriber,
  ): Promise<Delivery> {
    const { instances, outbox } = this.options;
    try {
      await instances.handle(
        instanceId,
        { type: 'fulfilWait', waitKey: wait.key, variables },
        { actor: ownerRef, senderId, settles: id },
      );
      return 'given';
    } catch (error) {
      if (!(error instanceof Rejection)) {
        throw error;
      }
      if (isUnfit(error)) {
        return 'unfit';
      }
      return (await outbox.has(id)) ? 'notWanted' : 'givenBefore';
    }
  }

  private async startBy(
    { id, instanceId: senderId, deed: { name, variables } }: Taken<'message'>,
    senderRef: string,
  ): Promise<boolean> {
    const starts = await this.options.subscriptions.findStarts('message', name);
    const found = starts.find(start => acceptsStart(start, senderRef));
    if (!found) {
      return false;
    }
    const { definitionId, processKey, ownerRef, subscription } = found;
    await this.options.instances.start(
      {
        id,
        definitionId,
        processKey,
        ownerRef,
        startEvent: subscription.elementId,
        event: subscription.event,
        variables,
      },
      { actor: ownerRef, senderId, settles: id },
    );
    return true;
  }
}

/** What became of a message that was brought to somebody: they may not take it, or not wait any more, or it may be somebody else's by now. */
type Delivery = 'given' | 'givenBefore' | 'unfit' | 'notWanted';

function isGone(delivery: Delivery): boolean {
  return delivery === 'given' || delivery === 'givenBefore';
}

/** Whether a message is the one that is waited for, and may be had. */
function isFor(
  { wait, ownerRef }: Subscriber,
  { deed, ownerRef: senderRef }: Taken<'message'>,
): boolean {
  const { correlationKey } = wait as MessageWait;
  return (
    wait.name === deed.name &&
    (correlationKey === undefined ||
      deed.correlationKey === undefined ||
      correlationKey === deed.correlationKey) &&
    accepts({ ownerRef, accepts: wait.accepts }, senderRef)
  );
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
