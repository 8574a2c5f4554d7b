/** Events for one who goes through them: kept until they are asked for. */
export class EventStream<Event> implements AsyncIterableIterator<Event> {
  private readonly kept: Event[] = [];
  private waiting?: (result: IteratorResult<Event>) => void;
  private hasEnded = false;

  /** @param onLeave - whoever goes through them leaves early */
  constructor(private readonly onLeave: () => void) {}

  /** Adds an event; nothing happens after the end. */
  push(event: Event): void {
    if (this.hasEnded) {
      return;
    }
    if (this.waiting) {
      this.waiting({ value: event, done: false });
      this.waiting = undefined;
    } else {
      this.kept.push(event);
    }
  }

  /** Nothing comes any more. */
  end(): void {
    this.hasEnded = true;
    this.waiting?.({ value: undefined, done: true });
    this.waiting = undefined;
  }

  /** How many wait to be asked for. */
  get backlog(): number {
    return this.kept.length;
  }

  async next(): Promise<IteratorResult<Event>> {
    const event = this.kept.shift();
    if (event !== undefined) {
      return { value: event, done: false };
    }
    if (this.hasEnded) {
      return { value: undefined, done: true };
    }
    return new Promise(resolve => {
      this.waiting = resolve;
    });
  }

  async return(): Promise<IteratorResult<Event>> {
    if (!this.hasEnded) {
      this.onLeave();
    }
    this.kept.length = 0;
    this.end();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
