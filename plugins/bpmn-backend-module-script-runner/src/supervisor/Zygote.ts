import type { Body, BodyMaker } from './Body';
import { Nest, type ZygoteOptions } from './Nest';

/** An interpreter that has been loaded, and of which each script gets a copy. Begun when it is first needed, and again when it has ended. */
export class Zygote implements BodyMaker {
  private current?: Promise<Nest>;

  constructor(private readonly options: ZygoteOptions) {}

  async make(): Promise<Body> {
    const nest = await this.begin();
    return nest.make();
  }

  /** Begins it, so that the first script does not have to wait. */
  begin(): Promise<Nest> {
    if (!this.current) {
      const begun = Nest.begin(this.options, () => {
        if (this.current === begun) {
          this.current = undefined;
        }
      });
      begun.catch(() => {
        this.current = undefined;
      });
      this.current = begun;
    }
    return this.current;
  }

  stop(): void {
    this.current?.then(
      nest => nest.stop(),
      () => {},
    );
    this.current = undefined;
  }
}
