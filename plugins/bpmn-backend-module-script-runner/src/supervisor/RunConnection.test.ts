import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonFrame } from '../protocol/frames';
import type { RunRequest } from '../protocol/settings';
import { LastingBodies } from '../testing/LastingBodies';
import type { Body } from './Body';
import { FairQueue } from './FairQueue';
import { RunConnection } from './RunConnection';

const GIB = 2 ** 30;
const DAY = 24 * 3_600_000;

const REQUEST: RunRequest = {
  ...{ id: 'a', language: 'python', environment: 'base', owner: 'group:a' },
  ...{ name: 'score', code: '', inputs: {}, outputs: null, secrets: {} },
  ...{ about: {}, files: [], network: [] },
  limits: { timeout: 60_000, cpu: 60_000, memory: GIB },
};

describe('a connection for a run', () => {
  let folder: string;
  let server: Server;
  let client: Socket;
  let queue: FairQueue;
  let bodies: LastingBodies;
  let heard: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'connection-'));
    queue = new FairQueue(1);
    bodies = new LastingBodies();
    const makers = new Map([['base', { apart: bodies, connected: bodies }]]);
    server = createServer(
      socket => new RunConnection(socket, { queue, makers }),
    );
    const path = join(folder, 'socket');
    server.listen(path);
    await once(server, 'listening');
    client = connect(path);
    heard = '';
    client.on('data', chunk => {
      heard += chunk;
    });
  });

  afterEach(() => {
    jest.useRealTimers();
    client.destroy();
    server.close();
    rmSync(folder, { recursive: true });
  });

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  const untilHeard = (text: string) => until(() => heard.includes(text));

  it('should be refused by the length that it promises, before any of it comes', async () => {
    // when
    const header = Buffer.from([0, 0, 0, 0, 0x4a]);
    header.writeUInt32BE(GIB);
    client.write(header);
    await once(client, 'end');
    // then
    expect(heard).toContain(
      'Expected a frame of at most 16777216 bytes, but its header says 1073741828',
    );
    expect(bodies.made).toEqual([]);
  });

  it('should be timed by what passes, whatever the clock is set to meanwhile', async () => {
    // given
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    client.write(jsonFrame(REQUEST));
    await untilHeard('"started"');
    const [made] = bodies.made;
    // when
    jest.setSystemTime(Date.now() + DAY);
    jest.advanceTimersByTime(30_000);
    jest.setSystemTime(Date.now() - 2 * DAY);
    jest.advanceTimersByTime(29_999);
    // then
    expect(made.isKilled).toBe(false);
    // when
    jest.advanceTimersByTime(1);
    await untilHeard('"timeout"');
    // then
    expect(made.isKilled).toBe(true);
    expect(JSON.parse(heard.slice(heard.indexOf('{"type":"error"')))).toEqual({
      type: 'error',
      kind: 'timeout',
      message: expect.stringContaining('within 60000 ms'),
      usage: { wall: 60_000 },
    });
  });

  it('should leave its turn to others where nobody wants it while its sandbox is made', async () => {
    // given
    let give!: (body: Body) => void;
    const body = await bodies.make();
    bodies.make = () =>
      new Promise(resolve => {
        give = resolve;
      });
    client.write(jsonFrame(REQUEST));
    await until(() => queue.running === 1);
    // when
    client.destroy();
    await once(client, 'close');
    give(body);
    await until(() => queue.running === 0);
    // then
    expect(bodies.made[0].isKilled).toBe(true);
    expect(heard).toBe('');
  });

  it('should not run what cannot be held to its limits', async () => {
    // given
    const body = await bodies.make();
    bodies.make = async () => ({
      ...body,
      keeper: {
        weight: 0,
        hold: () =>
          Promise.reject(new Error('Expected prlimit, but found none')),
        excess: () => undefined,
      },
    });
    // when
    client.write(jsonFrame(REQUEST));
    await once(client, 'end');
    // then
    expect(heard).toContain('"kind":"sandbox-unavailable"');
    expect(heard).toContain('Expected prlimit, but found none');
    expect(heard).not.toContain('"started"');
    expect(bodies.made[0].isKilled).toBe(true);
  });
});
