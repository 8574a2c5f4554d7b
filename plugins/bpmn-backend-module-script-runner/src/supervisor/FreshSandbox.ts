import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { bwrapArguments } from '../sandbox/bwrapArguments';
import type { Body, BodyEnd, BodyMaker } from './Body';

/** What a sandbox for one script is made of. */
export interface FreshOptions {
  readonly runtime: string;
  readonly paths: readonly string[];
  /** What is run in it. */
  readonly command: readonly string[];
  /** False: there is no sandbox, for development only. */
  readonly isIsolated: boolean;
}

/** Milliseconds after its end in which what it has said can be read. */
const LATEST_CLOSE = 2_000;

/** How many numbers of signals are added to in exit codes. */
const SIGNALLED = 128;

/** A sandbox and an interpreter for each script. */
export class FreshSandbox implements BodyMaker {
  constructor(private readonly options: FreshOptions) {}

  async make(): Promise<Body> {
    const child = this.options.isIsolated ? this.isolated() : this.open();
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', error =>
        reject(
          new Error(
            `Expected a sandbox, but it cannot be begun (${error.message})`,
          ),
        ),
      );
    });
    const [, out, err, channel] = child.stdio as unknown as Duplex[];
    channel.on('error', () => {});
    return {
      channel,
      out: out as Readable,
      err: err as Readable,
      ended: endOf(child),
      pid: () => child.pid,
      kill: () => child.kill('SIGKILL'),
    };
  }

  stop(): void {}

  private isolated(): ChildProcess {
    const { runtime, paths, command } = this.options;
    // Read to its end each time, so that each sandbox needs one of its own.
    const filter = openSync(join(runtime, 'filter.bpf'), 'r');
    try {
      return spawn(
        'bwrap',
        [...bwrapArguments({ runtime, paths, filter: 4 }), ...command],
        { env: {}, stdio: ['ignore', 'pipe', 'pipe', 'pipe', filter] },
      );
    } finally {
      closeSync(filter);
    }
  }

  private open(): ChildProcess {
    const [program, ...rest] = this.options.command;
    return spawn(program, rest, {
      env: { PATH: process.env.PATH ?? '', MPLBACKEND: 'Agg' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
  }
}

function endOf(child: ChildProcess): Promise<BodyEnd> {
  return new Promise(resolve => {
    child.once('exit', () => {
      // What it has left behind may hold on to its streams, where there is no sandbox that ends with it.
      const late = () => child.stdio.forEach(stream => stream?.destroy());
      setTimeout(late, LATEST_CLOSE).unref();
    });
    child.once('close', (code, signal) => {
      if (signal) {
        resolve({});
      } else if (code! > SIGNALLED) {
        resolve({ signal: code! - SIGNALLED });
      } else {
        resolve({ code: code! });
      }
    });
  });
}
