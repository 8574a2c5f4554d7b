import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Body, BodyEnd, BodyMaker } from './Body';

/** Milliseconds after its end in which what it has said can be read. */
const LATEST_CLOSE = 2_000;

/** A process without any sandbox for each script: for development only. */
export class UnsafeProcess implements BodyMaker {
  constructor(private readonly command: readonly string[]) {}

  async make(): Promise<Body> {
    const [program, ...rest] = this.command;
    const folder = mkdtempSync(join(tmpdir(), 'bpmn-script-'));
    const remove = () => rmSync(folder, { recursive: true, force: true });
    const child = spawn(program, rest, {
      env: { PATH: process.env.PATH, MPLBACKEND: 'Agg' },
      // Its own group, so that what it begins can be ended with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', ({ message }) => {
        remove();
        reject(new Error(`Expected an interpreter, but ${message}`));
      });
    });
    const [, out, err, channel] = child.stdio as unknown as Duplex[];
    channel.on('error', () => {});
    return {
      ...{ folder, channel, out, err },
      ended: endOf(child).finally(remove),
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

function endOf(child: ChildProcess): Promise<BodyEnd> {
  return new Promise(resolve => {
    child.once('exit', () => {
      killGroup(child.pid!);
      const late = () => child.stdio.forEach(stream => stream?.destroy());
      setTimeout(late, LATEST_CLOSE).unref();
    });
    child.once('close', (code, signal) =>
      resolve(
        signal ? { signal: constants.signals[signal] } : { code: code ?? 0 },
      ),
    );
  });
}
