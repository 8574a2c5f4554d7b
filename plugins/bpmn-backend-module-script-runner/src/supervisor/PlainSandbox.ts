import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { bwrapArguments } from '../sandbox/bwrapArguments';
import { findProgram } from '../sandbox/findProgram';
import type { Body, BodyEnd, BodyMaker } from './Body';
import { LONGEST_START, type InterpreterOptions } from './Nest';
import { Pipes } from './Pipes';
import { PlainKeeper } from './PlainKeeper';
import { hostPid } from './processTree';
import { readLine } from './readLine';

/** What such sandboxes are made of. */
export interface PlainOptions extends InterpreterOptions {
  /** Where it has what it needs to make them. */
  readonly folder: string;
}

/** Descriptors inside, besides those of the pipes. */
const FILTER = 5;
const ARGUMENTS = 6;

let count = 0;

/**
 * A sandbox and an interpreter for each script, made by bubblewrap alone: for a runtime that nobody could compile anything for. It is held to its limits
 * from outside.
 */
export class PlainSandbox implements BodyMaker {
  private readonly made = new Set<ChildProcess>();
  private readonly argumentsFile: string;

  constructor(private readonly options: PlainOptions) {
    const { folder, runtime, paths } = options;
    // The first process of the sandbox is seen by the script, with its command line.
    this.argumentsFile = join(folder, `arguments-${++count}`);
    const given = bwrapArguments({ runtime, paths, hasNetwork: false });
    writeFileSync(this.argumentsFile, given.map(one => `${one}\0`).join(''));
  }

  async make(): Promise<Body> {
    const pipes = await Pipes.make(this.options.folder);
    const child = this.spawn(pipes);
    this.made.add(child);
    const exit = new Promise<BodyEnd>(resolve => {
      child.once('exit', (code, signal) => resolve(endOf(code, signal)));
      child.once('error', () => resolve({}));
    });
    const ended = Promise.all([
      exit,
      pipes.closed,
      ...[child.stdout!, child.stderr!].map(closed),
    ]).then(([end]) => {
      this.made.delete(child);
      pipes.close();
      return end;
    });
    const inner = await this.ready(child, pipes);
    return bodyOf({ child, pipes, ended, inner });
  }

  stop(): void {
    this.made.forEach(child => child.kill('SIGKILL'));
  }

  private spawn(pipes: Pipes): ChildProcess {
    const { runtime, command, preload } = this.options;
    // Each is read to its end.
    const files = [join(runtime, 'filter.bpf'), this.argumentsFile].map(path =>
      openSync(path, 'r'),
    );
    try {
      return spawn(
        findProgram('bwrap'),
        [
          ...['--args', String(ARGUMENTS), '--seccomp', String(FILTER), '--'],
          ...command,
          ...preload,
        ],
        {
          // Where it is on the machine is nothing for the script.
          argv0: 'bwrap',
          env: {},
          stdio: ['ignore', 'pipe', 'pipe', ...pipes.theirs, ...files],
        },
      );
    } finally {
      files.forEach(file => closeSync(file));
      pipes.handOver();
    }
  }

  /** Waits until its runtime says that it is there; gives how it calls itself. */
  private async ready(child: ChildProcess, pipes: Pipes): Promise<number> {
    let complaint = '';
    const take = (chunk: Buffer) => {
      complaint = `${complaint}${chunk}`.slice(-2_000);
    };
    const outputs = [child.stdout!, child.stderr!];
    outputs.forEach(stream => stream.on('data', take));
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_START);
    const failed = once(child, 'error').then(([error]) => {
      throw new Error(
        `Expected an interpreter in a sandbox, but it cannot be begun (${error.message})`,
      );
    });
    failed.catch(() => {});
    const line = await Promise.race([readLine(pipes.channel), failed]).finally(
      () => clearTimeout(timer),
    );
    if (line === undefined) {
      throw new Error(
        `Expected an interpreter in a sandbox, but it ended: ${complaint.trim()}`,
      );
    }
    outputs.forEach(stream => stream.off('data', take).pause());
    const { ready, missing } = JSON.parse(line);
    if (missing.length > 0) {
      this.options.say(`Not there to be loaded: ${missing.join(', ')}`);
    }
    return ready;
  }
}

function bodyOf({
  child,
  pipes,
  ended,
  inner,
}: {
  readonly child: ChildProcess;
  readonly pipes: Pipes;
  readonly ended: Promise<BodyEnd>;
  readonly inner: number;
}): Body {
  const { channel } = pipes;
  const [out, err] = [child.stdout!, child.stderr!];
  const isThere = () => child.exitCode === null && child.signalCode === null;
  const pid = () => (isThere() ? child.pid : undefined);
  const keeper = new PlainKeeper(pid, root => hostPid(root, inner));
  child.once('exit', () => {
    // Nobody has told it anything, so nobody reads what it has said.
    if (!keeper.isHolding) {
      [channel, out, err].forEach(stream => stream.resume());
    }
  });
  return {
    ...{ channel, out, err, ended, pid, keeper },
    kill: () => child.kill('SIGKILL'),
  };
}

function closed(stream: Readable): Promise<void> {
  return new Promise(resolve => {
    stream.once('close', resolve);
  });
}

/** Bubblewrap says by its code what a shell would say. Whoever ends bubblewrap itself does that from outside. */
function endOf(code: number | null, signal: NodeJS.Signals | null): BodyEnd {
  if (signal !== null || code === null) {
    return {};
  }
  return code > 128 && code < 128 + 65 ? { signal: code - 128 } : { code };
}
