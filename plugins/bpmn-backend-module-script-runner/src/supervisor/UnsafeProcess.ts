import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Body, BodyEnd, BodyMaker } from './Body';
import { Pipes } from './Pipes';
import { readLine } from './readLine';

/** Milliseconds after its end in which what it has said can be read. */
const LATEST_CLOSE = 2_000;

/** A process without any sandbox for each script: for development only. */
export class UnsafeProcess implements BodyMaker {
  /** @param pipes - where its pipes are for a moment, if its runtime can do nothing with a socket */
  constructor(
    private readonly command: readonly string[],
    private readonly pipes?: string,
  ) {}

  async make(): Promise<Body> {
    const [program, ...rest] = this.command;
    const folder = mkdtempSync(join(tmpdir(), 'bpmn-script-'));
    const pipes = this.pipes ? await Pipes.make(this.pipes) : undefined;
    const remove = () => {
      pipes?.close();
      rmSync(folder, { recursive: true, force: true });
    };
    const child = spawn(program, rest, {
      env: { PATH: process.env.PATH, MPLBACKEND: 'Agg' },
      // Its own group, so that what it begins can be ended with it.
      detached: true,
      stdio: [
        'ignore',
        'pipe',
        'pipe',
        ...(pipes?.theirs ?? (['pipe'] as const)),
      ],
    });
    pipes?.handOver();
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', ({ message }) => {
        remove();
        reject(new Error(`Expected an interpreter, but ${message}`));
      });
    });
    const [, out, err, socket] = child.stdio as unknown as Duplex[];
    const channel = pipes?.channel ?? socket;
    channel.on('error', () => {});
    const ended = endOf(child, pipes).finally(remove);
    if (pipes) {
      // It says that it is there before it is told anything.
      await readLine(channel);
    }
    return {
      ...{ folder, channel, out, err, ended },
      pid: () => child.pid,
      kill: () => killGroup(child.pid!),
    };
  }

  stop(): void {}
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

async function endOf(child: ChildProcess, pipes?: Pipes): Promise<BodyEnd> {
  child.once('exit', () => {
    killGroup(child.pid!);
    const late = () => {
      child.stdio.forEach(stream => stream?.destroy());
      pipes?.close();
    };
    setTimeout(late, LATEST_CLOSE).unref();
  });
  const [[code, signal]] = await Promise.all([
    once(child, 'close'),
    pipes?.closed,
  ]);
  return signal
    ? { signal: constants.signals[signal as NodeJS.Signals] }
    : { code: code ?? 0 };
}
