import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BackendSettings, Reply, Request } from './protocol';

const REPO = join(__dirname, '../../..');
const TRANSFORM = join(
  REPO,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);

/** What became of a request: nothing is known of one whose process was killed meanwhile. */
export type Fate = 'done' | 'rejected' | 'failed' | 'unknown';

/** What came of a request. */
export interface Outcome {
  readonly fate: Fate;
  /** What was started. */
  readonly instanceId?: string;
}

/** How a process has ended: with an exit code or by a signal, and after how many milliseconds. */
export interface Ending {
  readonly how: number | string;
  readonly after: number;
}

/** How often it is started before that is given up: Backstage ends where its database is away while it starts. */
const MOST_TRIES = 5;

const UNKNOWN: Outcome = { fate: 'unknown' };

/** A back-end process, that can be killed and started again. */
export class Backend {
  /** What it has complained of. */
  readonly complaints: string[] = [];
  /** Why requests have failed. */
  readonly failures: string[] = [];
  private child?: ChildProcess;
  private listening = false;
  private count = 0;
  private readonly open = new Map<number, (outcome: Outcome) => void>();

  constructor(private settings: BackendSettings) {}

  /** Whether it answers: neither dead nor about to start. */
  get isListening(): boolean {
    return this.listening;
  }

  /** Starts it, and waits until it listens: again where it ends before, as whoever keeps it running would. */
  async start(): Promise<void> {
    for (let tries = 1; !(await this.tryToStart()); tries++) {
      if (tries === MOST_TRIES) {
        throw new Error(
          `Expected ${
            this.settings.name
          } to start, but it ended: ${this.complaints.slice(-20).join('\n')}`,
        );
      }
    }
  }

  private async tryToStart(): Promise<boolean> {
    const child = spawn(
      process.execPath,
      [
        ...['--require', TRANSFORM],
        join(__dirname, `${this.settings.kind}.ts`),
        JSON.stringify(this.settings),
      ],
      { cwd: REPO, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
    );
    child.stderr!.setEncoding('utf8').on('data', text => {
      this.complaints.push(...String(text).split('\n').filter(Boolean));
    });
    child.once('exit', () => this.forget(child));
    this.child = child;
    const isReady = new Promise<void>(resolve => {
      child.on('message', reply => this.hear(reply as Reply, resolve));
    });
    await Promise.race([isReady, once(child, 'exit')]);
    this.listening = this.child === child;
    return child.exitCode === null && child.signalCode === null;
  }

  /** Ends it at once, whatever it does. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }

  /** Lets it do nothing more, as a machine that is put to sleep, until it is woken. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  /** Lets it go on where it was. */
  wake(): void {
    this.child?.kill('SIGCONT');
  }

  /** Lets it bring what it does to an end, and kills it if it does not. Returns how it ended. */
  async stop(patience: number): Promise<Ending> {
    const { child } = this;
    if (!child) {
      return { how: 0, after: 0 };
    }
    const begin = Date.now();
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    child.kill('SIGTERM');
    const [code, signal] = await once(child, 'exit');
    clearTimeout(timer);
    return { how: code ?? signal, after: Date.now() - begin };
  }

  /** Lets its clock jump; it is as wrong after it has been started again. */
  async shiftClock(by: number): Promise<void> {
    const { settings } = this;
    this.settings = { ...settings, time: { ...settings.time, shift: by } };
    await this.ask({ type: 'shiftClock', by });
  }

  /** Asks for something. */
  async ask(request: Request): Promise<Outcome> {
    const { child } = this;
    if (!child?.connected || !this.listening) {
      return UNKNOWN;
    }
    const number = ++this.count;
    return new Promise<Outcome>(resolve => {
      this.open.set(number, resolve);
      child.send({ number, request }, error => {
        if (error) {
          this.settle(number, UNKNOWN);
        }
      });
    });
  }

  private hear(reply: Reply, getReady: () => void): void {
    if (reply.type === 'ready') {
      getReady();
      return;
    }
    if (reply.type === 'failed') {
      this.failures.push(reply.message);
    }
    const { type: fate, number } = reply;
    this.settle(number, {
      fate,
      ...(reply.type === 'done' && { instanceId: reply.instanceId }),
    });
  }

  private settle(number: number, outcome: Outcome): void {
    this.open.get(number)?.(outcome);
    this.open.delete(number);
  }

  private forget(child: ChildProcess): void {
    if (this.child === child) {
      this.child = undefined;
      this.listening = false;
    }
    for (const number of Array.from(this.open.keys())) {
      this.settle(number, UNKNOWN);
    }
  }
}
