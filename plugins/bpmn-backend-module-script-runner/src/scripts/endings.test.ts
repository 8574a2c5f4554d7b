import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from '../supervisor/processTree';
import {
  ALL,
  processesWith,
  PYTHON,
  RunnerStory,
  told,
} from '../testing/useRunner';

const SLEEP = 'import time\nprint("begun")\ntime.sleep(600)';

async function untilGone(text: string): Promise<readonly string[]> {
  for (let look = 0; look < 100; look++) {
    const found = processesWith(text);
    if (found.length === 0) {
      return found;
    }
    await sleep(50);
  }
  return processesWith(text);
}

describe('the end of a run', () => {
  const story = new RunnerStory({ concurrency: 1 });

  it('should come at once where it is not wanted any more while it runs', async () => {
    // given
    const run = story.runner.submit(story.task(PYTHON[0], SLEEP));
    const events: any[] = [];
    // when
    for await (const event of run.events) {
      events.push(event);
      if (event.type === 'log') {
        run.cancel();
      }
    }
    // then
    expect(events.map(({ type, kind }) => kind ?? type)).toEqual([
      'started',
      'log',
      'cancelled',
    ]);
    const { end } = await story.run(PYTHON[0], 'outputs["y"] = 1');
    expect(end).toMatchObject({ type: 'result' });
  });

  it('should come while it is queued, and leave the others their turn', async () => {
    // given
    const first = story.runner.submit(story.task(PYTHON[0], SLEEP));
    const second = story.runner.submit(story.task(PYTHON[0], SLEEP));
    const third = story.run(PYTHON[0], 'outputs["y"] = 3');
    const firstTold = told(first.events);
    const secondTold = told(second.events);
    // when
    second.cancel();
    expect((await secondTold).events).toMatchObject([{ kind: 'cancelled' }]);
    first.cancel();
    // then
    expect((await firstTold).end).toMatchObject({ kind: 'cancelled' });
    expect((await third).end).toMatchObject({ outputs: { y: 3 } });
  });

  it('should come while it is queued with files, and at once', async () => {
    // given
    const first = story.runner.submit(story.task(PYTHON[0], SLEEP));
    const firstTold = told(first.events);
    const content = Buffer.alloc(1 << 20);
    let wasOpened = false;
    const reference = {
      ...{ $file: 'file-1', name: 'zeros', size: content.length },
      ...{ contentType: 'application/octet-stream', sha256: 'a'.repeat(64) },
    };
    const open = async () => {
      wasOpened = true;
      return Readable.from([content]);
    };
    const files = [{ reference, open }];
    // when
    const queued = Array.from({ length: 5 }, () =>
      story.runner.submit(story.task(PYTHON[0], '1', { files })),
    );
    const all = queued.map(({ events }) => told(events));
    queued.forEach(run => run.cancel());
    // then
    for (const { end } of await Promise.all(all)) {
      expect(end).toMatchObject({ kind: 'cancelled' });
    }
    expect(wasOpened).toBe(false);
    const { running, queued: waiting } = await story.runner.health();
    expect(running + waiting).toBe(1);
    // when
    first.cancel();
    await firstTold;
    // then
    const { end } = await story.run(PYTHON[0], 'outputs["y"] = 1');
    expect(end).toMatchObject({ outputs: { y: 1 } });
  });

  it('should come once, however often and late it is cancelled', async () => {
    const run = story.runner.submit(story.task(PYTHON[0], 'outputs["y"] = 1'));
    const { events } = await told(run.events);
    run.cancel();
    run.cancel();
    expect(events.map(({ type }) => type)).toEqual(['started', 'result']);
  });

  it('should come with leaving its events', async () => {
    const run = story.runner.submit(
      story.task(
        PYTHON[0],
        'import subprocess\nprint("begun")\nsubprocess.run(["/usr/bin/sleep", "4567"])',
      ),
    );
    for await (const event of run.events) {
      if (event.type === 'log') {
        break;
      }
    }
    expect(await untilGone('sleep\x004567')).toEqual([]);
  });

  it.each(ALL)(
    'should be told where its environment is not there ($environment)',
    async way => {
      const { end } = await story.run({ ...way, environment: 'nowhere' }, '1');
      expect(end).toMatchObject({
        type: 'error',
        kind: 'sandbox-unavailable',
        message: expect.stringContaining('nowhere'),
      });
    },
  );

  it('should be told where its zygote is killed, and the next begins another', async () => {
    // given
    const run = story.runner.submit(story.task(PYTHON[0], SLEEP));
    let end: any;
    // when
    for await (const event of run.events) {
      end = event;
      if (event.type === 'log') {
        for (const pid of zygotes()) {
          process.kill(pid, 'SIGKILL');
        }
      }
    }
    // then
    expect(end).toMatchObject({ type: 'error', kind: 'lost' });
    const after = await story.run(PYTHON[0], 'outputs["y"] = 1');
    expect(after.end).toMatchObject({ type: 'result', outputs: { y: 1 } });
  });

  it('should be told where the supervisor is killed, which leaves nothing and is begun again', async () => {
    // given
    const run = story.runner.submit(
      story.task(
        PYTHON[0],
        'import subprocess\nprint("begun")\nsubprocess.run(["/usr/bin/sleep", "7654"])',
      ),
    );
    let end: any;
    // when
    for await (const event of run.events) {
      end = event;
      if (event.type === 'log') {
        process.kill(story.runner.supervisorPid!, 'SIGKILL');
      }
    }
    // then
    expect(end).toMatchObject({ type: 'error', kind: 'lost' });
    expect(await untilGone('sleep\x007654')).toEqual([]);
    const after = await story.run(PYTHON[0], 'outputs["y"] = 1');
    expect(after.end).toMatchObject({ type: 'result', outputs: { y: 1 } });
  });

  /** Processes of the supervisor that begin sandboxes. */
  function zygotes(): readonly number[] {
    return childrenOf(story.runner.supervisorPid!);
  }
});
