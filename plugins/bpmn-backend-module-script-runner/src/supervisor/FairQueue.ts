/** Something that waits for its turn. */
export interface Waiting {
  /** Whose it is. */
  readonly owner: string;
  begin(): void;
}

/** Lets only so many run at a time, also of an owner; among those who wait, each owner has its turn. */
export class FairQueue {
  private readonly queues = new Map<string, Waiting[]>();
  private readonly runningOf = new Map<string, number>();
  private runningCount = 0;

  /** @param mostOf - how many of an owner may run at a time, where that is fewer */
  constructor(
    private readonly concurrency: number,
    private readonly mostOf: Readonly<Record<string, number>> = {},
  ) {}

  get running(): number {
    return this.runningCount;
  }

  get queued(): number {
    let count = 0;
    for (const queue of this.queues.values()) {
      count += queue.length;
    }
    return count;
  }

  /** Begins at once, or when it is its owner's turn. */
  add(waiting: Waiting): void {
    const queue = this.queues.get(waiting.owner);
    if (queue) {
      queue.push(waiting);
    } else {
      this.queues.set(waiting.owner, [waiting]);
    }
    this.fill();
  }

  /** Takes out what has not begun. Returns whether it was there. */
  remove(waiting: Waiting): boolean {
    const queue = this.queues.get(waiting.owner) ?? [];
    const index = queue.indexOf(waiting);
    if (index < 0) {
      return false;
    }
    queue.splice(index, 1);
    if (queue.length === 0) {
      this.queues.delete(waiting.owner);
    }
    return true;
  }

  /** Says that one that has begun is over. */
  end({ owner }: Waiting): void {
    this.count(owner, -1);
    this.fill();
  }

  private fill(): void {
    while (this.runningCount < this.concurrency) {
      const next = this.next();
      if (!next) {
        return;
      }
      this.count(next.owner, 1);
      next.begin();
    }
  }

  private count(owner: string, more: number): void {
    this.runningCount += more;
    const running = (this.runningOf.get(owner) ?? 0) + more;
    if (running === 0) {
      this.runningOf.delete(owner);
    } else {
      this.runningOf.set(owner, running);
    }
  }

  private hasRoomFor(owner: string): boolean {
    const most = Object.hasOwn(this.mostOf, owner)
      ? this.mostOf[owner]
      : this.concurrency;
    return (this.runningOf.get(owner) ?? 0) < most;
  }

  /** The oldest of the owner whose turn was longest ago, among those who may have more. */
  private next(): Waiting | undefined {
    const first = Array.from(this.queues).find(([owner]) =>
      this.hasRoomFor(owner),
    );
    if (!first) {
      return undefined;
    }
    const [owner, queue] = first;
    const waiting = queue.shift()!;
    this.queues.delete(owner);
    if (queue.length > 0) {
      this.queues.set(owner, queue);
    }
    return waiting;
  }
}
