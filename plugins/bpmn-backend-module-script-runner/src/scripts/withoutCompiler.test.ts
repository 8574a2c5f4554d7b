import { Readable } from 'node:stream';
import { childrenOf, treeOf } from '../supervisor/processTree';
import { PYTHON, R, RunnerStory, WITHOUT_COMPILER } from '../testing/useRunner';

const SECRET = 'tok"en-Ä-1234567';

/** What other suites look at where there is a library for R; here where nobody could compile one. */
describe('scripts of R without a compiler', () => {
  const story = new RunnerStory(
    {
      secrets: { token: { value: SECRET, owners: ['group:default/analysts'] } },
    },
    WITHOUT_COMPILER,
  );

  it('should be told of as what they are', async () => {
    expect(await story.runner.health()).toMatchObject({
      isReady: true,
      isIsolated: true,
      notes: [
        expect.stringMatching(
          /^Expected a C compiler .* there is none \(cc\): each R script needs an R of its own.* none can reach hosts/,
        ),
        expect.stringContaining('cgroup'),
      ],
    });
  });

  it.each(R)('should get values and give them ($environment)', async way => {
    const inputs = {
      text: 'ü "quoted" \\ \n\t \u0085\u0001 🙂',
      list: ['a', 'b'],
      nested: { a: { b: [1, { c: 'd' }] } },
      long: 'x'.repeat(900_000),
    };
    const names = Object.keys(inputs);
    const code = names
      .map(name => `outputs["${name}"] <- list(${name})`)
      .join('\n');
    const { end } = await story.run(way, code, { inputs, outputs: names });
    expect(end).toMatchObject({
      type: 'result',
      outputs: inputs,
      usage: {
        wall: expect.any(Number),
        cpu: expect.any(Number),
        memory: expect.any(Number),
      },
    });
    const { cpu, memory } = (end as any).usage;
    expect(cpu).toBeGreaterThanOrEqual(0);
    expect(memory).toBeGreaterThan(1 << 20);
    expect(end).not.toHaveProperty('cpu');
  });

  it.each(R)('should get files and leave some ($environment)', async way => {
    // given
    const chunk = Buffer.alloc(1 << 16, 'x');
    const file = {
      ...{ $file: 'file-1', name: 'rows.csv', size: 32 * chunk.length },
      ...{ contentType: 'text/csv', sha256: 'a'.repeat(64) },
    };
    // when
    const { end, artifacts } = await story.run(
      way,
      `outputs$size <- file.size(data)
writeBin(rep(as.raw(0:255), 8192), "large")
flow$artifact("large")
flow$artifact(data.frame(a = 1:2), title = "Table")
plot(1:10)`,
      {
        inputs: { data: file },
        files: [
          {
            reference: file,
            open: async () => Readable.from(Array(32).fill(chunk)),
          },
        ],
      },
    );
    // then
    expect(end).toMatchObject({ outputs: { size: file.size } });
    expect([...artifacts.keys()]).toEqual([
      'large',
      'table-1.csv',
      'figure-2.png',
    ]);
    expect(artifacts.get('large')!.length).toBe(2 << 20);
    expect(artifacts.get('table-1.csv')!.toString()).toBe('"a"\n1\n2\n');
    expect(artifacts.get('figure-2.png')!.subarray(1, 4).toString()).toBe(
      'PNG',
    );
  });

  it.each(R)(
    'should log, with lines and without secrets ($environment)',
    async way => {
      const { events, log } = await story.run(
        way,
        'flow$log$debug("a")\nmessage("with ", flow$secret("token"))\nwarning("c")\ncat("raw\\n")\nflow$metric("auc", 0.5)\nflow$progress(2, "done")',
      );
      expect(events.filter(({ type }) => type === 'log')).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ level: 'debug', text: 'a', line: 1 }),
          expect.objectContaining({ text: 'with [secret]', line: 2 }),
          expect.objectContaining({ level: 'warning', text: 'c' }),
          expect.objectContaining({ level: 'info', text: 'raw' }),
        ]),
      );
      expect(log).toHaveLength(4);
      expect(events).toContainEqual(
        expect.objectContaining({ type: 'metric', name: 'auc', value: 0.5 }),
      );
      expect(events).toContainEqual({
        type: 'progress',
        done: 1,
        text: 'done',
      });
    },
  );

  it.each(R)('should fail where they do ($environment)', async way => {
    const { end } = await story.run(
      way,
      'f <- function(x) {\n  stop("no ", x)\n}\nf("luck")',
    );
    expect(end).toMatchObject({
      ...{ type: 'error', kind: 'script-error', line: 2 },
      message: expect.stringContaining('no luck'),
    });
    expect((await story.run(way, 'q("no", 3)')).end).toMatchObject({
      ...{ type: 'error', kind: 'bad-output' },
      message: expect.stringContaining('code 3'),
    });
    const thrown = await story.run(
      way,
      'flow$bpmn_error("no-data", "None", list(rows = 0))',
    );
    expect(thrown.end).toMatchObject({
      ...{ type: 'thrown', code: 'no-data', variables: { rows: 0 } },
    });
  });

  it('should each have a process of their own, of which one is ready ahead', async () => {
    // given
    const code =
      'outputs$y <- if (exists("left", globalenv())) "left" else "none"\nassign("left", 1, globalenv())\nSys.sleep(0.5)';
    // when
    const ends = await Promise.all([1, 2, 3].map(() => story.run(R[0], code)));
    // then
    ends.forEach(({ end }) =>
      expect(end).toMatchObject({ outputs: { y: 'none' } }),
    );
    // when
    const [spare] = await untilThere();
    process.kill(spare, 'SIGKILL');
    // then
    expect((await story.run(R[0], code)).end).toMatchObject({
      outputs: { y: 'none' },
    });
  });

  /** The first process of the sandbox that waits for somebody. */
  async function untilThere(): Promise<readonly number[]> {
    for (;;) {
      const [bwrap] = childrenOf(story.runner.supervisorPid!).slice(-1);
      const [, ...inside] = bwrap === undefined ? [] : treeOf(bwrap);
      if (inside.length === 2) {
        return inside;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
});

describe('scripts of R without a compiler and without a sandbox', () => {
  const story = new RunnerStory({ mode: 'unsafe-process' }, WITHOUT_COMPILER);

  it('should run all the same', async () => {
    const { end, artifacts } = await story.run(
      R[0],
      'writeLines("hello", "a.txt")\nflow$artifact("a.txt")\noutputs$y <- x + 1',
      { inputs: { x: 1 } },
    );
    expect(end).toMatchObject({ type: 'result', outputs: { y: 2 } });
    expect(artifacts.get('a.txt')!.toString()).toBe('hello\n');
  });
});

describe.each([PYTHON[0], R[0]])(
  'a script that may reach hosts, without a compiler ($environment)',
  way => {
    const { environment, language } = way;
    const story = new RunnerStory(
      {
        environments: {
          [environment]: {
            language,
            network: [{ hosts: ['example.com'], owners: ['analysts'] }],
          },
        },
      },
      WITHOUT_COMPILER,
    );

    it('should not be run, and say why', async () => {
      const { end } = await story.run(way, 'outputs["y"] = 1');
      expect(end).toMatchObject({
        type: 'error',
        kind: 'sandbox-unavailable',
        message: expect.stringMatching(
          /^Expected a C compiler .* a script that may reach hosts cannot do without/,
        ),
      });
    });

    it('should hinder nobody who needs no network', async () => {
      const { end } = await story.run(way, 'outputs["y"] = 1', {
        owner: 'group:default/strangers',
      });
      expect(end).toMatchObject({ type: 'result', outputs: { y: 1 } });
    });
  },
);
