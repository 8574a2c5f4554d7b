import { Duplex, PassThrough } from 'node:stream';
import type { Body, BodyEnd, BodyMaker } from '../supervisor/Body';

/** Makes processes for tests that last until they are killed. */
export class LastingBodies implements BodyMaker {
  readonly made: { readonly body: Body; isKilled: boolean }[] = [];
  /** Why the next ones cannot be made. */
  readonly refusals: Error[] = [];
  isStopped = false;

  async make(): Promise<Body> {
    const refusal = this.refusals.shift();
    if (refusal) {
      throw refusal;
    }
    let end!: (how: BodyEnd) => void;
    const ended = new Promise<BodyEnd>(resolve => {
      end = resolve;
    });
    const one = {
      isKilled: false,
      body: {
        channel: new Duplex({ read() {}, write: (_, __, done) => done() }),
        out: new PassThrough(),
        err: new PassThrough(),
        ended,
        pid: () => undefined,
        kill: () => {
          one.isKilled = true;
          end({ signal: 9 });
        },
      },
    };
    this.made.push(one);
    return one.body;
  }

  stop(): void {
    this.isStopped = true;
  }
}
