import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pipes } from './Pipes';
import { readLine } from './readLine';

/** Answers a line, then what it is told until there is no more. */
const ECHO = 'echo ready; exec cat /dev/fd/3';

describe('Pipes', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pipes-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** A process that can only open what /dev/fd shows. */
  async function begin(script: string) {
    const pipes = await Pipes.make(folder);
    const child = spawn('sh', ['-c', `exec >/dev/fd/4; ${script}`], {
      stdio: ['ignore', 'ignore', 'inherit', ...pipes.theirs],
    });
    pipes.handOver();
    return { pipes, child };
  }

  it('should be a channel, and leave nothing in their folder', async () => {
    // given
    const { pipes, child } = await begin(ECHO);
    // then
    expect(readdirSync(folder)).toEqual([]);
    expect(await readLine(pipes.channel)).toBe('ready');
    // when
    let heard = 0;
    pipes.channel.on('data', chunk => {
      heard += chunk.length;
      if (heard === 1 << 20) {
        child.kill();
      }
    });
    pipes.channel.write(Buffer.alloc(1 << 20));
    pipes.channel.resume();
    await pipes.closed;
    // then
    expect(heard).toBe(1 << 20);
    pipes.close();
  });

  it('should not be closed before all has been read, though whoever wrote it is gone', async () => {
    // given
    const { pipes, child } = await begin('echo line; echo rest');
    await readLine(pipes.channel);
    let isClosed = false;
    pipes.closed.then(() => {
      isClosed = true;
    });
    // when
    await once(child, 'exit');
    for (let turn = 0; turn < 100; turn++) {
      await new Promise(resolve => setImmediate(resolve));
    }
    // then
    expect(isClosed).toBe(false);
    // when
    let rest = '';
    pipes.channel.on('data', chunk => {
      rest += chunk;
    });
    pipes.channel.resume();
    await pipes.closed;
    // then
    expect(rest).toBe('rest\n');
    pipes.close();
  });

  it('should say that nothing comes where the process ends before it has said a line', async () => {
    const { pipes } = await begin('printf half');
    expect(await readLine(pipes.channel)).toBeUndefined();
    pipes.close();
  });
});
