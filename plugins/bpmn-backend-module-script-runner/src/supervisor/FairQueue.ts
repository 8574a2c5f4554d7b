/** Something that waits for its turn. */
export interface Waiting {
  /** Whose it is. */
  readonly owner: string;
  begin(): void;
}

/** Lets only so many run at a time; among those who wait, each owner has its turn. */
export class FairQueue {
  private readonly queues = new Map<string, Waiting[]>();
  private runningCount = 0;

  constructor(private readonly concurrency: number) {}

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
  end(): void {
    this.runningCount--;
    this.fill();
  }

  private fill(): void {
    while (this.runningCount < this.concurrency) {
      const next = this.next();
      if (!next) {
        return;
      }
      this.runningCount++;
      next.begin();
    }
  }

  /** The oldest of the owner whose turn was longest ago. */
  private next(): Waiting | undefined {
    const [first] = this.queues;
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
