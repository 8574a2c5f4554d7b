import { randomUUID } from 'node:crypto';
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { runProgram } from './runProgram';

/**
 * A channel to a runtime that can do nothing with sockets, but open what `/dev/fd` shows: one pipe each way. It is in no folder any more when it
 * is made: nobody has it but those who are handed its ends.
 */
export class Pipes {
  /** What is written here is read there, and the other way round. */
  readonly channel: Duplex;
  /** When nobody is left who could write to it. */
  readonly closed: Promise<void>;
  private readonly input: Socket;
  private readonly output: Socket;
  private isHandedOver = false;

  private constructor(
    private readonly to: PipeEnds,
    private readonly from: PipeEnds,
  ) {
    this.input = new Socket({ fd: to.write, readable: false, writable: true });
    const { read: fd } = from;
    this.output = new Socket({ fd, readable: true, writable: false });
    this.closed = new Promise(resolve => {
      this.output.once('close', () => resolve());
    });
    const both = { readable: this.output, writable: this.input };
    // Its type knows only streams of the web here.
    this.channel = Duplex.from(both as object as Iterable<never>);
    this.streams.forEach(stream => stream.on('error', () => {}));
  }

  /** @param folder - where they are for a moment */
  static async make(folder: string): Promise<Pipes> {
    const paths = [0, 1].map(() => join(folder, `pipe-${randomUUID()}`));
    await runProgram('mkfifo', ['-m', '600', ...paths]);
    const [to, from] = paths.map(open);
    return new Pipes(to, from);
  }

  /** For the process: what it reads from, what it writes to. */
  get theirs(): readonly [number, number] {
    return [this.to.read, this.from.write];
  }

  /** The process has its ends now, and is the only one. */
  handOver(): void {
    if (!this.isHandedOver) {
      this.isHandedOver = true;
      this.theirs.forEach(end => closeSync(end));
    }
  }

  /** Lets go of all of it. */
  close(): void {
    this.handOver();
    this.streams.forEach(stream => stream.destroy());
  }

  private get streams(): readonly Duplex[] {
    return [this.channel, this.input, this.output];
  }
}

interface PipeEnds {
  readonly read: number;
  readonly write: number;
}

function open(path: string): PipeEnds {
  // Where somebody has both ends, nobody waits for the other one.
  const both = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const read = openSync(path, constants.O_RDONLY);
  const write = openSync(path, constants.O_WRONLY);
  closeSync(both);
  unlinkSync(path);
  return { read, write };
}
