import type { Body, BodyMaker } from './Body';

/**
 * Has the next process ready before it is asked for: what it takes to make one is done while another runs. It has been told nothing, and waits
 * until it is; like any other, it is for one script alone.
 */
export class Spare implements BodyMaker {
  private next?: Promise<Body | undefined>;
  private isStopped = false;

  constructor(private readonly maker: BodyMaker) {}

  async make(): Promise<Body> {
    const { next } = this;
    this.next = undefined;
    const body = (await next) ?? (await this.maker.make());
    this.prepare();
    return body;
  }

  stop(): void {
    this.isStopped = true;
    this.next?.then(body => body?.kill());
    this.maker.stop();
  }

  private prepare(): void {
    if (this.next || this.isStopped) {
      return;
    }
    // If there is none to be had, whoever asks for one is told why.
    const next = this.maker.make().catch(() => undefined);
    this.next = next;
    next.then(body => body?.ended).then(() => this.lose(next));
  }

  /** It has ended by itself, or was never there. */
  private lose(next: Promise<Body | undefined>): void {
    if (this.next === next) {
      this.next = undefined;
    }
  }
}
