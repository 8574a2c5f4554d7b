import type { Body, BodyMaker } from './Body';
import type { ZygoteOptions } from './Nest';
import { Zygote } from './Zygote';

/** An interpreter for each script, begun for it and ended with it. */
export class SingleUse implements BodyMaker {
  private readonly zygotes = new Set<Zygote>();

  constructor(private readonly options: ZygoteOptions) {}

  async make(): Promise<Body> {
    const zygote = new Zygote(this.options);
    this.zygotes.add(zygote);
    const end = () => {
      zygote.stop();
      this.zygotes.delete(zygote);
    };
    try {
      const body = await zygote.make();
      return { ...body, ended: body.ended.finally(end) };
    } catch (error) {
      end();
      throw error;
    }
  }

  stop(): void {
    this.zygotes.forEach(zygote => zygote.stop());
  }
}
