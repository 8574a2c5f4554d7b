import { createHash } from 'node:crypto';
import {
  Rejection,
  type MessageWait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Clock } from '../clock/Clock';
import type { InstanceService } from '../instances/InstanceService';
import {
  outboxRow,
  type Deed,
  type OutboxStore,
  type TakenDeed,
} from '../store/outbox';
import type { SubscriptionStore, Subscriber } from '../store/subscriptions';
import { KeyReused } from '../store/idempotency';
import { accepts } from './accepts';

type Taken<Kind extends Deed['kind']> = TakenDeed & {
  readonly deed: Extract<Deed, { kind: Kind }>;
};

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

/** Brings messages and signals to those who wait for them and accept the sender. */
export class MessageService {
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly options: {
      readonly instances: InstanceService;
      readonly subscriptions: SubscriptionStore;
      readonly outbox: OutboxStore;
      readonly clock: Clock;
    },
  ) {}

  /** Tells of everything that is published from now on. */
  onPublished(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Sends a message or signal from outside, after the commit. Throws {@link KeyReused} if its id was that of another one. */
  async publish(
    { deed, ownerRef, messageId }: Publication,
    actor: string,
  ): Promise<string> {
    const { outbox, clock } = this.options;
    const now = clock.now();
    const row = outboxRow({ deed, ownerRef }, now);
    if (messageId === undefined) {
      await outbox.add([row]);
      this.listeners.forEach(listener => listener());
      return row.id;
    }
    const { resultId, isSame } = await outbox.addOnce([row], {
      caller: actor,
      route: `publish ${deed.kind} ${sha256([ownerRef, deed.name])}`,
      key: messageId,
      bodyHash: sha256(deed),
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
    const waiting = await subscriptions.findMessageWaits(name, correlationKey);
    for (const subscriber of waiting) {
      if (isFor(subscriber, taken) && (await this.deliver(taken, subscriber))) {
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
    for (const subscriber of await subscriptions.findWaitsOf(instanceId)) {
      await this.giveKept(subscriber);
    }
    await outbox.remove(id);
  }

  private async giveKept(subscriber: Subscriber): Promise<void> {
    const { name, correlationKey } = subscriber.wait as MessageWait;
    const { outbox, clock } = this.options;
    const kept = await outbox.findMessages(name, correlationKey);
    const now = clock.now();
    const present = kept.filter(
      ({ deed, expiresAt }) => deed.kind === 'message' || expiresAt! > now,
    );
    for (const message of present as readonly Taken<'message'>[]) {
      // What goes on waiting gets the next one too.
      if (
        isFor(subscriber, message) &&
        !(await this.deliver(message, subscriber))
      ) {
        break;
      }
    }
  }

  /** Everybody who waits for a signal gets it, each by a deed of its own. */
  async spread({
    id,
    instanceId,
    ownerRef,
    deed,
  }: Taken<'signal'>): Promise<void> {
    const { subscriptions, outbox, clock } = this.options;
    const { name, variables } = deed;
    const waiting = await subscriptions.findSignalWaits(name);
    const receivers = new Set(
      waiting
        .filter(found => accepts({ ...found, ...found.wait }, ownerRef))
        .map(found => found.instanceId)
        // Inside, it was heard when it was thrown.
        .filter(receiver => receiver !== instanceId),
    );
    const starts = await subscriptions.findStarts('signal', name);
    const deeds: Deed[] = [
      ...Array.from(
        receivers,
        (receiver): Deed => ({
          kind: 'broadcast',
          instanceId: receiver,
          name,
          variables,
        }),
      ),
      ...starts
        .filter(start => acceptsStart(start, ownerRef))
        .map(
          ({ definitionId, subscription: { elementId, event } }): Deed => ({
            kind: 'start',
            definitionId,
            startEvent: elementId,
            event,
            variables,
          }),
        ),
    ];
    const now = clock.now();
    const rows = deeds.map(one => outboxRow({ deed: one, ownerRef }, now));
    await outbox.replace(id, rows);
  }

  private async deliver(
    { id, deed: { variables } }: Taken<'message'>,
    { instanceId, wait, ownerRef }: Subscriber,
  ): Promise<boolean> {
    try {
      await this.options.instances.handle(
        instanceId,
        { type: 'fulfilWait', waitKey: wait.key, variables },
        { actor: ownerRef, settles: id },
      );
      return true;
    } catch (error) {
      if (!(error instanceof Rejection)) {
        throw error;
      }
      // It does not wait any more: somebody else may.
      return false;
    }
  }

  private async startBy(
    { id, deed: { name, variables } }: Taken<'message'>,
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
      { actor: ownerRef, settles: id },
    );
    return true;
  }
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

function acceptsStart(
  {
    ownerRef,
    subscription,
  }: Awaited<ReturnType<SubscriptionStore['findStarts']>>[number],
  senderRef: string,
): boolean {
  const { waitsFor } = subscription;
  const from = 'accepts' in waitsFor ? waitsFor.accepts : undefined;
  return accepts({ ownerRef, accepts: from }, senderRef);
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
