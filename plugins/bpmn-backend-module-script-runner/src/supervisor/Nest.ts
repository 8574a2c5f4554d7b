import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { Egress } from '../egress/Egress';
import { bwrapArguments } from '../sandbox/bwrapArguments';
import { findProgram } from '../sandbox/findProgram';
import type { Body, BodyEnd } from './Body';
import type { Channels, Streams } from './Channels';
import { hostPid } from './processTree';

/** An interpreter in a sandbox. */
export interface InterpreterOptions {
  readonly runtime: string;
  readonly paths: readonly string[];
  /** What is run in the sandbox. */
  readonly command: readonly string[];
  readonly preload: readonly string[];
  /** For those who run the portal. */
  readonly say: (text: string) => void;
}

/** What a zygote is made of. */
export interface ZygoteOptions extends InterpreterOptions {
  readonly channels: Channels;
  /** Folder with the socket of the channels. */
  readonly channelFolder: string;
  /** Whether its scripts have a way out. */
  readonly hasNetwork: boolean;
}

/** Milliseconds until an interpreter that loads its libraries has to be there. */
export const LONGEST_START = 120_000;

/** Milliseconds until a copy has to report. */
const LONGEST_BEGIN = 20_000;

type Answer = Readonly<Record<string, any>>;

/** Milliseconds that a report may take longer than the streams. */
const LATEST_REPORT = 500;

const later = () =>
  new Promise<BodyEnd>(resolve => {
    setTimeout(() => resolve({}), LATEST_REPORT).unref();
  });

const closed = (stream: Readable | Writable) =>
  new Promise<void>(resolve => {
    stream.once('close', resolve);
  });

/** One process of a zygote, from its begin to its end. */
export class Nest {
  private readonly endings = new Map<string, (end: BodyEnd) => void>();
  private readonly failures = new Map<string, (error: Error) => void>();
  private readonly pids = new Map<string, number>();

  private constructor(
    private readonly process: ChildProcess,
    private readonly options: ZygoteOptions,
  ) {}

  static begin(options: ZygoteOptions, onEnd: () => void): Promise<Nest> {
    const { runtime, channelFolder: channels, paths, hasNetwork } = options;
    const child = spawn(
      findProgram('bwrap'),
      [
        ...bwrapArguments({ runtime, channels, paths, hasNetwork }),
        ...options.command,
        ...options.preload,
      ],
      { env: {}, stdio: ['pipe', 'pipe', 'pipe'] },
    );
    const nest = new Nest(child, options);
    return nest.ready(onEnd);
  }

  /** A copy, in a sandbox of its own. */
  async make(): Promise<Body> {
    const { channels, hasNetwork } = this.options;
    const { token, streams } = channels.expect();
    const egress = hasNetwork ? new Egress() : undefined;
    if (egress) {
      channels.onWayOut(token, socket => egress.take(socket));
    }
    const ended = new Promise<BodyEnd>(resolve =>
      this.endings.set(token, resolve),
    );
    const failed = new Promise<never>((_, reject) => {
      const timer = setTimeout(
        () =>
          reject(new Error('Expected a sandbox, but it was not made in time')),
        LONGEST_BEGIN,
      );
      timer.unref();
      this.failures.set(token, reject);
      streams.then(() => clearTimeout(timer));
    });
    this.tell(`run ${token}`);
    try {
      const found = await Promise.race([streams, failed]);
      const body = this.bodyOf(token, found, ended);
      return egress ? withEgress(body, egress) : body;
    } catch (error) {
      this.tell(`kill ${token}`);
      this.forget(token);
      throw error;
    }
  }

  stop(): void {
    this.process.kill('SIGKILL');
  }

  private bodyOf(
    token: string,
    { channel, out, err }: Streams,
    reported: Promise<BodyEnd>,
  ): Body {
    let isKilled = false;
    const ended = Promise.all([channel, out, err].map(closed))
      // Whoever is killed reports nothing.
      .then(() => (isKilled ? {} : Promise.race([reported, later()])))
      .then((end: BodyEnd) => {
        this.tell(`done ${token}`);
        this.forget(token);
        return end;
      });
    return {
      channel,
      out,
      err,
      ended,
      pid: () => this.hostPidOf(token),
      kill: () => {
        isKilled = true;
        this.tell(`kill ${token}`);
      },
    };
  }

  private hostPidOf(token: string): number | undefined {
    const inner = this.pids.get(token);
    const { pid } = this.process;
    return inner === undefined || pid === undefined
      ? undefined
      : hostPid(pid, inner);
  }

  private forget(token: string): void {
    this.options.channels.forget(token);
    this.endings.delete(token);
    this.failures.delete(token);
    this.pids.delete(token);
  }

  private tell(line: string): void {
    this.process.stdin!.write(`${line}\n`);
  }

  private ready(onEnd: () => void): Promise<Nest> {
    const { process: child } = this;
    child.stdin!.on('error', () => {});
    let complaint = '';
    (child.stderr as Readable).on('data', chunk => {
      complaint = `${complaint}${chunk}`.slice(-2_000);
    });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.stop(), LONGEST_START);
      const end = (reason: string) => {
        clearTimeout(timer);
        onEnd();
        const error = new Error(
          `Expected an interpreter in a sandbox, but ${reason}${
            complaint ? `: ${complaint.trim()}` : ''
          }`,
        );
        this.failures.forEach(fail => fail(error));
        this.endings.forEach(ended => ended({}));
        reject(error);
      };
      child.once('error', error =>
        end(`it cannot be begun (${error.message})`),
      );
      child.once('close', (code, signal) =>
        end(`it ended (${signal ?? code})`),
      );
      createInterface({ input: child.stdout! }).on('line', line => {
        const answer = JSON.parse(line) as Answer;
        if (answer.ready === undefined) {
          this.hear(answer);
          return;
        }
        clearTimeout(timer);
        if (answer.missing?.length > 0) {
          this.options.say(
            `Not there to be loaded: ${answer.missing.join(', ')}`,
          );
        }
        resolve(this);
      });
    });
  }

  private hear(answer: Answer): void {
    if (answer.began) {
      if (this.endings.has(answer.began)) {
        this.pids.set(answer.began, answer.pid);
      }
    } else if (answer.failed) {
      this.failures.get(answer.failed)?.(
        new Error(`Expected a sandbox, but ${answer.message}`),
      );
    } else if (answer.ended) {
      const { code, signal, cpu, memory } = answer;
      this.endings.get(answer.ended)?.({
        ...(code !== null && { code }),
        ...(signal !== null && { signal }),
        cpu,
        memory,
      });
    }
  }
}

/** A way out lasts as long as what it leads out of. */
function withEgress(body: Body, egress: Egress): Body {
  return { ...body, egress, ended: body.ended.finally(() => egress.close()) };
}
