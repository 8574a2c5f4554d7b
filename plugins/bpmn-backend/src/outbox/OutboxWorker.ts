import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../clock/Clock';
import { Lanes } from '../instances/Lanes';
import type { Deed, OutboxStore, TakenDeed } from '../store/outbox';
import { IDLE } from '../worker/PollingWorker';
import type { Deeds } from './Deeds';

/** Milliseconds for which a deed is taken on: then somebody else tries. It is kept for longer as long as it is being done. */
const LEASE = 30_000;
/** Most deeds that are taken on together, and most lanes in which deeds are done side by side. */
const MOST = 100;
/** Those that wait for others than our database: they are kept apart, and from taking the place of all the rest. */
const OUTSIDE: readonly Deed['kind'][] = [
  'announceTask',
  'announceTo',
  'announceOn',
  'notify',
];
/** Most of them at a time. */
const MOST_OUTSIDE = 10;
const FIRST_DELAY = 1000;
const LONGEST_DELAY = 5 * 60_000;

/** A deed that was taken on, and until when. */
interface Held {
  readonly taken: TakenDeed;
  until: number;
}

/**
 * Does what instances want of others, after their commits: at least once, and exactly once where it is a command, which settles the deed in its
 * own transaction. Deeds of one instance are done in order; they hold up nobody else.
 */
export class OutboxWorker {
  private readonly lanes = new Lanes();
  private readonly doing = new Set<Promise<void>>();
  private readonly held = new Map<string, Held>();
  /** Instances whose deeds are being done: more of them are taken on only afterwards. */
  private readonly senders = new Set<string>();
  private readonly listeners: (() => void)[] = [];
  private keeping?: Promise<void>;
  private isStopping = false;

  constructor(
    private readonly options: {
      readonly store: OutboxStore;
      readonly deeds: Deeds;
      readonly clock: Clock;
      readonly logger: LoggerService;
    },
  ) {}

  /** Tells when there may be more to take on. */
  onRoom(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Begins what is due and there is room for. Returns for how many milliseconds it can rest. */
  async runOnce(): Promise<number> {
    await this.keepHeld();
    const now = this.options.clock.now();
    const until = now + LEASE;
    const taken = await this.claim(now, until);
    for (const [lane, deeds] of byLane(taken)) {
      this.begin(
        lane,
        deeds.map(deed => ({ taken: deed, until })),
      );
    }
    return taken.length > 0 ? 0 : IDLE;
  }

  /** Nobody else takes on what is done here, or is to be in its turn. To be called as long as there may be some, also while it stops. */
  async keepHeld(): Promise<void> {
    // One at a time: what has been extended once would not be found a second time.
    this.keeping ??= this.extendHeld().finally(() => {
      this.keeping = undefined;
    });
    await this.keeping;
  }

  /** Waits for what is being done. */
  async settle(): Promise<void> {
    while (this.doing.size > 0) {
      await Promise.all(this.doing);
    }
  }

  /** Lets what has begun come to its end, and gives back what has not. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.settle();
  }

  /** What there is room for: of what waits for others than our database only a few, the rest of all else. */
  private async claim(
    now: number,
    until: number,
  ): Promise<readonly TakenDeed[]> {
    const { store } = this.options;
    const room = MOST - this.doing.size;
    const due = { now, until, except: [...this.senders] };
    const few = Math.min(room, MOST_OUTSIDE - this.outside());
    const outside =
      few > 0 ? await store.claim({ ...due, limit: few, kinds: OUTSIDE }) : [];
    const limit = room - outside.length;
    const inside =
      limit > 0
        ? await store.claim({ ...due, limit, exceptKinds: OUTSIDE })
        : [];
    return [...outside, ...inside];
  }

  private begin(lane: string, deeds: readonly Held[]): void {
    const [{ taken }] = deeds;
    const sender = isOutside(taken) ? '' : taken.instanceId;
    if (sender) {
      this.senders.add(sender);
    }
    deeds.forEach(held => this.held.set(held.taken.id, held));
    const doing = this.lanes
      .inTurn(lane, () => this.doInOrder(deeds))
      .finally(() => {
        this.doing.delete(doing);
        this.senders.delete(sender);
        this.listeners.forEach(listener => listener());
      });
    this.doing.add(doing);
  }

  /** How many wait for others than our database. */
  private outside(): number {
    return Array.from(this.held.values()).filter(({ taken }) =>
      isOutside(taken),
    ).length;
  }

  private async doInOrder(deeds: readonly Held[]): Promise<void> {
    for (const held of deeds) {
      try {
        await this.perform(held);
      } catch (error) {
        const { id, deed } = held.taken;
        this.options.logger.error(
          `Could not put off ${deed.kind} ${id}; it is done again when its time is over`,
          error as Error,
        );
      } finally {
        this.held.delete(held.taken.id);
      }
    }
  }

  private async perform(held: Held): Promise<void> {
    if (this.isStopping) {
      const { failures } = held.taken;
      await this.giveBack(held, { delay: 0, failures });
      return;
    }
    try {
      await this.options.deeds.perform(held.taken);
    } catch (error) {
      await this.postpone(held, error as Error);
    }
  }

  private async postpone(held: Held, error: Error): Promise<void> {
    const { id, deed, failures } = held.taken;
    const delay = Math.min(FIRST_DELAY * 2 ** failures, LONGEST_DELAY);
    this.options.logger.warn(
      `Could not do ${deed.kind} ${id}, and try again in ${delay} ms`,
      error,
    );
    await this.giveBack(held, { delay, failures: failures + 1 });
  }

  private async giveBack(
    held: Held,
    { delay, failures }: { readonly delay: number; readonly failures: number },
  ): Promise<void> {
    const { store, clock } = this.options;
    const { id } = held.taken;
    // Nobody is to extend it at the same time.
    this.held.delete(id);
    await this.keeping?.catch(() => {});
    const dueAt = clock.now() + delay;
    await store.giveBack(id, { until: held.until, dueAt, failures });
  }

  private async extendHeld(): Promise<void> {
    const until = this.options.clock.now() + LEASE;
    const aging = Array.from(this.held.values()).filter(
      held => held.until <= until - LEASE / 3,
    );
    for (const from of new Set(aging.map(held => held.until))) {
      const kept = aging.filter(held => held.until === from);
      const ids = kept.map(({ taken }) => taken.id);
      await this.options.store.extend(ids, { from, until });
      kept.forEach(held => {
        held.until = until;
      });
    }
  }
}

/** Deeds by what has to be in order: those of an instance, and signals to one. */
function byLane(
  taken: readonly TakenDeed[],
): ReadonlyMap<string, readonly TakenDeed[]> {
  const lanes = new Map<string, TakenDeed[]>();
  for (const one of taken) {
    const lane = laneOf(one);
    const before = lanes.get(lane);
    if (before) {
      before.push(one);
    } else {
      lanes.set(lane, [one]);
    }
  }
  return lanes;
}

function laneOf(taken: TakenDeed): string {
  const { id, instanceId, deed } = taken;
  if (isOutside(taken)) {
    return id;
  }
  return deed.kind === 'broadcast' ? `to ${deed.instanceId}` : instanceId || id;
}

function isOutside({ deed }: TakenDeed): boolean {
  return OUTSIDE.includes(deed.kind);
}
