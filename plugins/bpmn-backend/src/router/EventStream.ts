import type { Response } from 'express';

/** How often an idle stream says that it is there still, in milliseconds. */
const HEARTBEAT = 15_000;

/** Server-sent events, as an answer. */
export class EventStream {
  private readonly heartbeat: NodeJS.Timeout;

  constructor(private readonly response: Response) {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      // Neither kept nor compressed on the way: each event is there at once.
      'cache-control': 'no-store, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    this.heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT);
  }

  /** Sends an event. Resolves when there is room for more. */
  async send(event: {
    readonly id?: string;
    readonly type: string;
    readonly data: unknown;
  }): Promise<void> {
    const { id, type, data } = event;
    const text = `${
      id === undefined ? '' : `id: ${id}\n`
    }event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
    if (!this.response.write(text)) {
      await new Promise<void>(resolve => {
        this.response.once('drain', resolve);
        this.response.once('close', resolve);
      });
    }
  }

  /** Nothing more comes. */
  end(): void {
    clearInterval(this.heartbeat);
    this.response.end();
  }
}
