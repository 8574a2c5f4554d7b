import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Delay, Said } from './backend';

const REPO = join(__dirname, '../../..');
const TRANSFORM = join(
  REPO,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);
const OWNER = 'group:default/bench';

/** Milliseconds between two requests of somebody who has nothing to do with the slow models. */
const PACE = 20;
/** Milliseconds for which it is measured afterwards. */
const LATER = 500;

/** A back-end process that serves, and everybody who asks it. */
export class Served {
  private constructor(
    private readonly child: ChildProcess,
    private readonly access: Extract<Said, { type: 'ready' }>,
  ) {}

  /** Starts it on an empty database. */
  static async start(database: Knex.Config): Promise<Served> {
    const args = [join(__dirname, 'backend.ts'), JSON.stringify(database)];
    const child = spawn(process.execPath, ['--require', TRANSFORM, ...args], {
      cwd: REPO,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const isOver = once(child, 'exit').then(() => {
      throw new Error('Expected the back end to run, but it has ended');
    });
    const access = await Promise.race([hear(child, 'ready'), isOver]);
    return new Served(child, access);
  }

  /** What others had to wait while something was done, and a little later. */
  async delayDuring(act: () => Promise<unknown>): Promise<Delay> {
    const stopping = new AbortController();
    await this.read();
    const others = this.serveOthers(stopping.signal);
    try {
      await act();
      await sleep(LATER);
    } finally {
      stopping.abort();
      await others;
    }
    return this.read();
  }

  /** Asks for something, and throws if it is refused. */
  async ask(method: string, path: string, body?: unknown): Promise<any> {
    const { baseUrl, authorization } = this.access;
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      // One that was left open is closed by the server just when it is used again.
      headers: {
        authorization,
        connection: 'close',
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(
        `Expected ${method} ${path} to be done, but: ${text.slice(0, 500)}`,
      );
    }
    return text === '' ? undefined : JSON.parse(text);
  }

  async deploy(content: string): Promise<void> {
    await this.ask('POST', '/deployments', {
      ownerRef: OWNER,
      resources: [{ name: 'model.bpmn', content }],
    });
  }

  /** Starts an instance, and returns its id. */
  async begin(processId: string): Promise<string> {
    const { id } = await this.ask('POST', '/process-instances', { processId });
    return id;
  }

  /** Waits until an instance is over or stuck. */
  async untilAtRest(id: string): Promise<void> {
    for (;;) {
      const found = await this.ask('GET', `/process-instances/${id}`);
      if (found.state !== 'active' || found.incidentCount > 0) {
        return;
      }
      await sleep(100);
    }
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  /** Small instances with a job each, and lists of them. */
  private async serveOthers(signal: AbortSignal): Promise<void> {
    for (let count = 0; !signal.aborted; count++) {
      await this.begin('small');
      if (count % 5 === 0) {
        await this.ask('GET', '/process-instances?limit=20');
      }
      await sleep(PACE);
    }
  }

  private async read(): Promise<Delay> {
    const answer = hear(this.child, 'measured');
    this.child.send('read');
    return (await answer).delay;
  }
}

/** What loads its sources talks on the same channel. */
function hear<Type extends Said['type']>(
  child: ChildProcess,
  type: Type,
): Promise<Extract<Said, { type: Type }>> {
  return new Promise(resolve => {
    const listen = (said: any) => {
      if (said?.type === type) {
        child.off('message', listen);
        resolve(said);
      }
    };
    child.on('message', listen);
  });
}
