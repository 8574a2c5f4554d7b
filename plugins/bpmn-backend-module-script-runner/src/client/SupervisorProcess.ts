import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SupervisorReady, SupervisorSettings } from '../protocol/settings';

const ENTRY =
  '@bpmn-pipelines/backstage-plugin-bpmn-backend-module-script-runner/supervisor';

/** What the process has that this one has not. */
export interface Surroundings {
  /** Whom it belongs to, with his home. */
  readonly uid?: number;
  readonly gid?: number;
  readonly home?: string;
  /** Where programs are looked for. */
  readonly path?: string;
}

/** A supervisor, as whoever asks it sees it. */
export interface SupervisorHandle {
  /** What it has said, when it is ready. Rejects with an Error that says why it is not. */
  readonly ready: Promise<SupervisorReady>;
  /** Its process; undefined: it is not running. */
  readonly pid: number | undefined;
  /** Ends it, with all that runs. */
  stop(): Promise<void>;
}

/** Stands for one where there can be none. */
export function noSupervisor(unavailable: string): SupervisorHandle {
  const ready = { socket: '', unavailable, notes: [], missing: {} };
  return {
    ready: Promise.resolve(ready),
    pid: undefined,
    stop: async () => {},
  };
}

/** Milliseconds before it is begun again when it has ended by itself: longer each time, until it has lived for a while. */
const DELAYS = [0, 500, 2_000, 10_000];
const A_WHILE = 60_000;

/** Keeps a supervisor running, in a process that has nothing of the portal: neither its environment nor its configuration nor its rights. */
export class SupervisorProcess implements SupervisorHandle {
  private child?: ChildProcess;
  private current: Promise<SupervisorReady>;
  private failures = 0;
  private isStopped = false;

  constructor(
    private readonly settings: SupervisorSettings,
    private readonly logger: LoggerService,
    private readonly surroundings: Surroundings = {},
  ) {
    this.current = this.begin(0);
  }

  get ready(): Promise<SupervisorReady> {
    return this.current;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) {
      // Its own end comes with that of its input, however this process ends.
      child.stdin!.end();
      await once(child, 'exit');
    }
  }

  private async begin(delay: number): Promise<SupervisorReady> {
    if (delay > 0) {
      await new Promise(resolve => setTimeout(resolve, delay).unref());
    }
    if (this.isStopped) {
      throw new Error(
        'Expected a supervisor to run scripts, but it is stopped',
      );
    }
    const child = this.spawn();
    this.child = child;
    const begun = Date.now();
    const ready = readyOf(child);
    child.once('exit', () => this.again(begun));
    child.once('error', () => this.again(begun));
    ready.catch(() => {});
    return ready;
  }

  private again(begun: number): void {
    if (this.isStopped) {
      return;
    }
    this.failures = Date.now() - begun > A_WHILE ? 0 : this.failures + 1;
    const delay = DELAYS[Math.min(this.failures, DELAYS.length - 1)];
    this.logger.warn(
      `The supervisor of scripts has ended; it is begun again in ${delay} ms`,
    );
    this.current = this.begin(delay);
    this.current.catch(() => {});
  }

  private spawn(): ChildProcess {
    const entry = require.resolve(ENTRY);
    const { PATH, TMPDIR, HOME } = process.env;
    const { home = HOME, path = PATH, uid, gid } = this.surroundings;
    // Where it runs from its source, as in development, the source has to be translated there too.
    const isSource = entry.endsWith('.ts');
    const translate = isSource
      ? [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ]
      : [];
    const child = spawn(process.execPath, [...translate, entry], {
      env: { PATH: path, TMPDIR, ...(isSource && { HOME: home }) },
      stdio: ['pipe', 'pipe', 'pipe'],
      ...{ uid, gid },
    });
    child.stdin!.on('error', () => {});
    child.stdin!.write(`${JSON.stringify(this.settings)}\n`);
    createInterface({ input: child.stderr! }).on('line', line =>
      this.logger.warn(`Supervisor of scripts: ${line}`),
    );
    return child;
  }
}

function readyOf(child: ChildProcess): Promise<SupervisorReady> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(
        new Error(
          `Expected a supervisor to run scripts, but it ${why}. Look at the log of the back end`,
        ),
      );
    child.once('error', ({ message }) => fail(`cannot be begun (${message})`));
    child.once('exit', (code, signal) => fail(`has ended (${signal ?? code})`));
    createInterface({ input: child.stdout! }).once('line', line =>
      resolve(JSON.parse(line)),
    );
  });
}
