import { createMockDirectory } from '@backstage/backend-test-utils';
import { readFileSync } from 'node:fs';
import { command } from './command';

const SECONDS = 60_000;
const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

const model = (content: string, attributes = 'isExecutable="true"') =>
  `<definitions xmlns="${BPMN}" targetNamespace="https://example.org">
     <process id="main" ${attributes}>${content}</process></definitions>`;

const SCRIPT = model(
  `<startEvent id="start" /><sequenceFlow id="flow" sourceRef="start" targetRef="work" />
   <scriptTask id="work"><script>SCRIPT_task1</script></scriptTask>`,
);
const UNUSED_MESSAGE = '<receiveTask id="waits" messageRef="nowhere" />';

/** A case in which one script runs. */
const oneScript = (id: string, status: string, trace: readonly string[]) => ({
  ...{ id, status, group: 'basics', feature: 'script', file: 'script.bpmn' },
  ...{ process: 'main', variables: {} },
  steps: [{ op: 'deploy' }, { op: 'start', processId: 'main' }],
  expected: { trace, error: null },
});

const manifest = (...cases: readonly object[]) => JSON.stringify({ cases });

describe('npm run conformance', () => {
  const directory = createMockDirectory();
  const suite = () => directory.resolve('suite');
  const conformance = (...args: string[]) =>
    command('conformance.mjs', { args });

  it('should say how it is used when it is asked', () => {
    // when
    const { status, stdout } = conformance('--help');
    // then
    expect(stdout).toMatch(/^npm run conformance -- <folder>/);
    expect(stdout).toContain('--json <file>');
    expect(status).toBe(0);
  });

  describe('should refuse, before anything runs,', () => {
    beforeEach(() => {
      directory.setContent({
        suite: { 'a.bpmn': SCRIPT },
        empty: {},
        other: { 'notes.txt': '' },
        broken: { 'manifest.json': '{' },
      });
    });

    it.each<[string, string[], string]>([
      ['no folder', [], 'Expected a folder with a suite, but found none.'],
      [
        'two folders',
        ['suite', 'empty'],
        'Expected one folder, but found 2: DIR/suite, DIR/empty. Run the command once for each.',
      ],
      [
        'an unknown folder',
        ['none'],
        'Expected a folder with a suite, but DIR/none is not there. Name the folder that holds its manifest.json or .bpmn files.',
      ],
      [
        'a file',
        ['suite/a.bpmn'],
        'Expected a folder with a suite, but DIR/suite/a.bpmn is a file. Name the folder that holds its manifest.json or .bpmn files.',
      ],
      [
        'an empty folder',
        ['empty'],
        'Expected a manifest.json or .bpmn files in DIR/empty, but it is empty. Folders in it are not searched.',
      ],
      [
        'a folder without suite',
        ['other'],
        'Expected a manifest.json or .bpmn files in DIR/other, but it has neither. Folders in it are not searched.',
      ],
      [
        'a broken manifest',
        ['broken'],
        'Expected DIR/broken/manifest.json to be JSON, but it is not: ',
      ],
    ])('%s', (_, folders, message) => {
      // when
      const { status, stdout, stderr } = conformance(
        ...folders.map(folder => directory.resolve(folder)),
      );
      // then
      expect(stderr).toContain(message.replaceAll('DIR', directory.path));
      expect(stdout).toBe('');
      expect(status).toBe(1);
    });

    it.each([
      [
        'none/results.json',
        'Expected the folder of --json to be there, but DIR/none is not. Make it, or choose another file.',
      ],
      [
        'empty',
        'Expected --json to name a file, but DIR/empty is a folder. Name a file in it.',
      ],
    ])('a place for the results that is none: %s', (file, message) => {
      // when
      const { status, stdout, stderr } = conformance(
        ...[suite(), '--json', directory.resolve(file)],
      );
      // then
      expect(stderr).toBe(message.replaceAll('DIR', directory.path));
      expect(stdout).toBe('');
      expect(status).toBe(1);
    });
  });

  it(
    'should run cases, and fail for those that have to pass',
    () => {
      // given
      directory.setContent({
        'suite/script.bpmn': SCRIPT,
        'suite/manifest.json': manifest(
          oneScript('right', 'normative', ['SCRIPT_task1']),
          oneScript('twice', 'contested', ['SCRIPT_task1', 'SCRIPT_task1']),
          { ...oneScript('lost', 'strict', []), file: 'lost.bpmn' },
        ),
      });
      const json = directory.resolve('results.json');
      // when
      const { status, stdout } = conformance(suite(), '--json', json);
      // then
      expect(stdout).toMatch(/^normative +1\/1 +0 +0$/m);
      expect(stdout).toMatch(/^contested +0\/1 +0 +1$/m);
      expect(stdout).toContain(
        'fail  lost: Expected lost.bpmn to be there, but it is not',
      );
      expect(stdout).toContain('normative + normative-adapted + strict: 1/2');
      expect(JSON.parse(readFileSync(json, 'utf8')).cases).toMatchObject([
        { id: 'right', outcome: 'pass' },
        {
          id: 'twice',
          outcome: 'fail',
          detail: 'expected [SCRIPT_task1,SCRIPT_task1], got [SCRIPT_task1]',
        },
        { id: 'lost', outcome: 'fail' },
      ]);
      expect(status).toBe(1);
    },
    SECONDS,
  );

  it.each([
    ['another way', ['--through', 'tunnel'], 'Expected --through host'],
    [
      'another database',
      ['--through', 'host', '--db', 'oracle'],
      'Expected --db to be one of sqlite, postgres, but found "oracle".',
    ],
    [
      'a database for nothing',
      ['--db', 'sqlite'],
      'Expected --through host with --db, but there is none',
    ],
  ])('should refuse to go %s', (_, args, message) => {
    // given
    directory.setContent({ suite: { 'a.bpmn': SCRIPT } });
    // when
    const { status, stderr } = conformance(suite(), ...args);
    // then
    expect(stderr).toContain(message);
    expect(status).toBe(1);
  });

  it(
    'should run cases through the host, on both databases',
    () => {
      // given
      directory.setContent({
        'suite/script.bpmn': SCRIPT,
        'suite/manifest.json': manifest(
          oneScript('right', 'normative', ['SCRIPT_task1']),
          oneScript('twice', 'contested', ['SCRIPT_task1', 'SCRIPT_task1']),
        ),
      });
      const json = directory.resolve('results.json');
      // when
      const { status, stdout } = conformance(
        ...[suite(), '--through', 'host', '--json', json],
      );
      // then
      expect(stdout).toMatch(/^through the host, on sqlite$/m);
      expect(stdout).toMatch(/^through the host, on postgres$/m);
      expect(JSON.parse(readFileSync(json, 'utf8')).cases).toMatchObject([
        { id: 'right', outcome: 'pass', database: 'sqlite' },
        {
          id: 'twice',
          outcome: 'fail',
          detail: 'expected [SCRIPT_task1,SCRIPT_task1], got [SCRIPT_task1]',
        },
        { id: 'right', outcome: 'pass', database: 'postgres' },
        { id: 'twice', outcome: 'fail' },
      ]);
      expect(status).toBe(0);
    },
    SECONDS,
  );

  it(
    'should read and write models, and say which elements stand in the way of executing them',
    () => {
      // given
      directory.setContent({
        suite: {
          'drawn.bpmn': model('<task id="a" />', ''),
          'runs.bpmn': SCRIPT,
          'wrong.bpmn': model(UNUSED_MESSAGE),
        },
      });
      // when
      const { status, stdout } = conformance(suite());
      // then
      expect(stdout).toMatch(
        /^pass {2}drawn\n +not executable: Expected a process that is marked as executable/m,
      );
      expect(stdout).toMatch(/^pass {2}runs\n +executable: main/m);
      expect(stdout).toMatch(
        /^pass {2}wrong\n +not executable: waits: Expected /m,
      );
      expect(stdout).toContain('read and written without loss: 3/3');
      expect(status).toBe(0);
    },
    SECONDS,
  );

  it(
    'should say so when --only fits nothing',
    () => {
      // given
      directory.setContent({ suite: { 'runs.bpmn': SCRIPT } });
      // when
      const { status, stderr } = conformance(suite(), '--only', 'x');
      // then
      expect(stderr).toBe(
        `Expected cases in ${suite()} whose ids begin with x, but there are none. Leave out --only to see them all.`,
      );
      expect(status).toBe(1);
    },
    SECONDS,
  );
});
