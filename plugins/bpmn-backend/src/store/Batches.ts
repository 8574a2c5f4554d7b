import type { InTurn, Turns } from './Turns';

/** What brings requests together. */
export interface BatchesOptions<Request, Answer> {
  /** How many batches those who ask at the same time are divided into: while the database does one, this process prepares the next. */
  readonly sideBySide: number;
  /** With whom they take turns. */
  readonly turns: Turns;
  /** Most batches at a time, where those do not end. */
  readonly atOnce: number;
  /** Milliseconds after which those who wait do not wait for the ones that are busy any longer. */
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
 * Brings together what is asked for at the same time: in the same turn of the event loop, or while others are being served. That is less work
 * for all than to be served one by one, unless one takes long.
 */
export class Batches<Request, Answer> implements InTurn {
  private waiting: Waiting<Request, Answer>[] = [];
  /** Batches that are being served, and requests in them. */
  private running = 0;
  private served = 0;
  private turn?: NodeJS.Immediate;
  private timer?: NodeJS.Timeout;

  constructor(private readonly options: BatchesOptions<Request, Answer>) {
    options.turns.add(this);
  }

  get isBusy(): boolean {
    return this.running > 0;
  }

  /** Resolves to the answer to one request. */
  ask(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      this.schedule();
    });
  }

  /** Those who are about to ask in this turn of the event loop have done so when it is over. */
  schedule(): void {
    if (this.waiting.length === 0 || this.turn) {
      return;
    }
    if (this.isItsTurn()) {
      this.turn = setImmediate(() => {
        this.turn = undefined;
        this.serveNext();
      });
    } else if (this.running < this.options.atOnce && !this.timer) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.serveOne();
        this.schedule();
      }, this.options.patience);
    }
  }

  private isItsTurn(): boolean {
    const { sideBySide, turns } = this.options;
    return this.running < sideBySide && turns.isFree(this);
  }

  private serveNext(): void {
    while (this.waiting.length > 0 && this.isItsTurn()) {
      this.serveOne();
    }
    this.schedule();
  }

  private serveOne(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.serve(this.take());
  }

  private async serve(
    batch: readonly Waiting<Request, Answer>[],
  ): Promise<void> {
    this.running++;
    this.served += batch.length;
    try {
      const requests = batch.map(({ request }) => request);
      const answers = await this.options.perform(requests);
      batch.forEach(({ resolve }, index) => resolve(answers[index]));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
    this.running--;
    this.served -= batch.length;
    this.options.turns.goOn();
  }

  /** As many as are served in each batch if all are served side by side, but for those who do not belong together. */
  private take(): readonly Waiting<Request, Answer>[] {
    const all = this.waiting.length + this.served;
    const share = Math.ceil(all / this.options.sideBySide);
    const candidates = this.waiting.slice(0, share);
    const count = this.options.together(
      candidates.map(({ request }) => request),
    );
    return this.waiting.splice(0, count);
  }
}
