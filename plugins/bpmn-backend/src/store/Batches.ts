/** What brings requests together. */
export interface BatchesOptions<Request, Answer> {
  /** Most batches at a time. */
  readonly atOnce: number;
  /** Milliseconds after which those who wait do not wait for the one that is busy any longer. */
  readonly patience: number;
  /** How many of those that wait, from the first on, are done together. */
  readonly together: (waiting: readonly Request[]) => number;
  /** Does them together. Gives the answers in the same order; one that is still to come may fail by itself. */
  readonly perform: (
    requests: readonly Request[],
  ) => Promise<readonly (Answer | Promise<Answer>)[]>;
}

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer | Promise<Answer>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Brings together what is asked for at the same time: nobody waits for others to come, but those who come while one is being served are
 * served together afterwards. That is less work for all than to be served side by side, unless the one takes long.
 */
export class Batches<Request, Answer> {
  private waiting: Waiting<Request, Answer>[] = [];
  private running = 0;
  private timer?: NodeJS.Timeout;

  constructor(private readonly options: BatchesOptions<Request, Answer>) {}

  /** Resolves to the answer to one request. */
  ask(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      if (this.running === 0) {
        this.run();
      } else {
        this.arm();
      }
    });
  }

  private async run(): Promise<void> {
    this.running++;
    while (this.waiting.length > 0) {
      clearTimeout(this.timer);
      this.timer = undefined;
      const batch = this.take();
      if (this.waiting.length > 0) {
        this.arm();
      }
      try {
        const requests = batch.map(({ request }) => request);
        const answers = await this.options.perform(requests);
        batch.forEach(({ resolve }, index) => resolve(answers[index]));
      } catch (error) {
        batch.forEach(({ reject }) => reject(error));
      }
    }
    this.running--;
  }

  private take(): readonly Waiting<Request, Answer>[] {
    const count = this.options.together(
      this.waiting.map(({ request }) => request),
    );
    const batch = this.waiting.slice(0, count);
    this.waiting = this.waiting.slice(count);
    return batch;
  }

  /** From the first that waits on, until somebody is served. */
  private arm(): void {
    const { atOnce, patience } = this.options;
    if (this.timer || this.running >= atOnce) {
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.run();
    }, patience);
  }
}
