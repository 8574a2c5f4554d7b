import { Readable } from 'node:stream';
import { ALL, PYTHON, R, RunnerStory } from '../testing/useRunner';

const reference = (content: Buffer, name = 'rows.csv') => ({
  ...{ $file: 'file-1', name, size: content.length },
  ...{ contentType: 'text/csv', sha256: 'a'.repeat(64) },
});

describe('files of scripts', () => {
  const story = new RunnerStory();

  it.each(ALL)(
    'should come in where their references are ($environment)',
    async way => {
      // given
      const content = Buffer.from('a,b\n1,2\n');
      const file = reference(content);
      const code =
        way.language === 'python'
          ? 'outputs["text"] = open(docs["first"]).read()\noutputs["name"] = docs["first"].name'
          : 'outputs$text <- paste0(readLines(docs$first), "\\n", collapse = "")\noutputs$name <- basename(docs$first)';
      // when
      const { end } = await story.run(way, code, {
        inputs: { docs: { first: file } },
        files: [
          { reference: file, open: async () => Readable.from([content]) },
        ],
      });
      // then
      expect(end).toMatchObject({
        type: 'result',
        outputs: { text: 'a,b\n1,2\n', name: 'rows.csv' },
      });
    },
  );

  it.each(PYTHON)(
    'should come in however large they are ($environment)',
    async way => {
      // given
      const chunk = Buffer.alloc(1 << 16, 'x');
      const content = { length: 320 * chunk.length } as Buffer;
      const file = reference(content);
      // when
      const { end } = await story.run(
        way,
        'import os\noutputs["size"] = os.path.getsize(data)',
        {
          inputs: { data: file },
          files: [
            {
              reference: file,
              open: async () => Readable.from(Array(320).fill(chunk)),
            },
          ],
        },
      );
      // then
      expect(end).toMatchObject({ outputs: { size: content.length } });
    },
  );

  it.each([
    ['shorter', 4],
    ['longer', 10],
    ['empty', 0],
  ])(
    'should be as large as their references say, and not %s',
    async (_, size) => {
      // given
      const file = { ...reference(Buffer.alloc(8)) };
      // when
      const { end } = await story.run(PYTHON[0], 'outputs["y"] = 1', {
        inputs: { data: file },
        files: [
          {
            reference: file,
            open: async () =>
              Readable.from(size === 0 ? [] : [Buffer.alloc(size)]),
          },
        ],
      });
      // then
      expect(end).toMatchObject({
        ...{ type: 'error', kind: 'bad-input' },
        message: expect.stringContaining('Expected 8 bytes of file rows.csv'),
      });
    },
  );

  it('should be told if they cannot be read', async () => {
    const file = reference(Buffer.alloc(8));
    const files = (name: string) => [
      {
        reference: file,
        open: async () => {
          throw Object.assign(new Error('the disk is gone'), { name });
        },
      },
    ];
    const inputs = { data: file };
    const kindOf = async (name: string) =>
      (await story.run(PYTHON[0], '1', { inputs, files: files(name) })).end;
    expect(await kindOf('Error')).toMatchObject({
      kind: 'lost',
      message: expect.stringContaining('the disk is gone'),
    });
    expect(await kindOf('OtherSize')).toMatchObject({ kind: 'bad-input' });
  });

  it.each(ALL)(
    'should go on to the process as they have come ($environment)',
    async way => {
      const file = reference(Buffer.from('a'));
      const open = async () => Readable.from([Buffer.from('a')]);
      const { end } = await story.run(
        way,
        way.language === 'python'
          ? 'outputs["same"] = data'
          : 'outputs$same <- data',
        { inputs: { data: file }, files: [{ reference: file, open }] },
      );
      expect(end).toMatchObject({ outputs: { same: file } });
    },
  );

  it.each(ALL)(
    'should be outputs where they are kept ($environment)',
    async way => {
      // when
      const { end, events } = await story.run(
        way,
        way.language === 'python'
          ? `open("a.txt", "w").write("a")
first = flow.artifact("a.txt")
flow.artifact("a.txt", name="b.txt")
outputs["files"] = [flow.artifact("a.txt", name="c.txt"), {"first": first}]
outputs["name"] = str(first) + "!"`
          : `writeLines("a", "a.txt")
first <- flow$artifact("a.txt")
flow$artifact("a.txt", name = "b.txt")
outputs$files <- list(flow$artifact("a.txt", name = "c.txt"), list(first = first))
outputs$name <- paste0(first, "!")`,
      );
      // then
      expect(end).toMatchObject({
        type: 'result',
        outputs: {
          files: [{ $artifact: 3 }, { first: { $artifact: 1 } }],
          name: 'a.txt!',
        },
      });
      expect(
        events.flatMap(event => (event.type === 'artifact' ? event.name : [])),
      ).toEqual(['a.txt', 'b.txt', 'c.txt']);
    },
  );

  it.each(ALL)(
    'should be no outputs that a script makes up ($environment)',
    async way => {
      const { end } = await story.run(
        way,
        way.language === 'python'
          ? 'outputs["y"] = {"$artifact": 1}'
          : 'outputs$y <- list(`$artifact` = 1)',
      );
      expect(end).toMatchObject({
        kind: 'bad-output',
        message: expect.stringContaining('$artifact'),
      });
    },
  );

  it.each(ALL)(
    'should be kept as they are when that is asked for ($environment)',
    async way => {
      const code =
        way.language === 'python'
          ? 'import flow\nopen("report.txt", "w").write("hello")\nflow.artifact("report.txt", title="Report")'
          : 'writeLines("hello", "report.txt", sep = "")\nflow$artifact("report.txt", title = "Report")';
      const { events, artifacts } = await story.run(way, code);
      expect(events[1]).toMatchObject({
        ...{ type: 'artifact', kind: 'file', name: 'report.txt' },
        ...{ title: 'Report', size: 5 },
      });
      expect(artifacts.get('report.txt')!.toString()).toBe('hello');
    },
  );

  it('should be kept as large as they are', async () => {
    const { artifacts } = await story.run(
      PYTHON[0],
      'import flow\nopen("large", "wb").write(bytes(range(256)) * 65536)\nflow.artifact("large")\nflow.artifact("large", name="again")',
    );
    const expected = Buffer.alloc(
      16 << 20,
      Buffer.from(Array.from({ length: 256 }, (_, i) => i)),
    );
    expect(artifacts.get('large')!.equals(expected)).toBe(true);
    expect(artifacts.get('again')!.equals(expected)).toBe(true);
  });

  it.each(R)(
    'should be the plots that have been drawn ($environment)',
    async way => {
      const { artifacts } = await story.run(
        way,
        'plot(1:10, main = "Points")\nhist(c(1, 2, 2, 3))',
      );
      expect([...artifacts.keys()]).toEqual(['figure-1.png', 'figure-2.png']);
      for (const content of artifacts.values()) {
        expect(content.subarray(1, 4).toString()).toBe('PNG');
      }
    },
  );

  it.each(R)(
    'should be tables with their first rows ($environment)',
    async way => {
      const { events } = await story.run(
        way,
        'flow$artifact(data.frame(a = 1:60, b = "x"), title = "Table")',
      );
      expect(events[1]).toMatchObject({
        ...{ type: 'artifact', kind: 'table', title: 'Table' },
        preview: { columns: ['a', 'b'], rowCount: 60, columnCount: 2 },
      });
      expect((events[1] as any).preview.rows).toHaveLength(50);
    },
  );

  it.each([
    ['a link', 'os.symlink("/etc/shadow", "it")'],
    ['a link out of the folder', 'os.symlink("../usr/bin/python3", "it")'],
    [
      'a second name of something else',
      'open("one", "w").close()\nos.link("one", "it")',
    ],
    ['a pipe', 'os.mkfifo("it")'],
    ['a folder', 'os.mkdir("it")'],
    ['a socket', 'import socket\nsocket.socket(socket.AF_UNIX).bind("it")'],
    ['nothing', ''],
  ])('should not be %s', async (_, make) => {
    const { end, artifacts } = await story.run(
      PYTHON[0],
      `import os, flow\n${make}\nflow.artifact("it")`,
    );
    expect(artifacts.size).toBe(0);
    expect(end).toMatchObject({
      type: 'error',
      message: expect.stringMatching(
        /Expected 'it' to be a file|Operation not permitted/,
      ),
    });
  });

  it.each(
    R.flatMap(way => [
      { ...way, what: 'a link', make: 'file.symlink("/etc/R", "it")' },
      { ...way, what: 'a folder', make: 'dir.create("it")' },
      { ...way, what: 'a pipe', make: 'system("mkfifo it")' },
      { ...way, what: 'nothing', make: '' },
    ]),
  )('should not be $what ($environment)', async ({ make, ...way }) => {
    const { end, artifacts } = await story.run(
      way,
      `${make}\nflow$artifact("it")`,
    );
    expect(artifacts.size).toBe(0);
    expect(end).toMatchObject({
      type: 'error',
      message: expect.stringContaining('Expected it to be a file'),
    });
  });

  it('should not be more than there may be', async () => {
    const { end } = await story.run(
      PYTHON[0],
      'import flow\nfor i in range(300): flow.artifact(b"x", name=str(i))',
    );
    expect(end).toMatchObject({ type: 'error', kind: 'output-limit' });
  });
});
