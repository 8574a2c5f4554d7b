import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { eachDatabase } from '../__testUtils__/database';
import { failure, logged, result } from '../__testUtils__/FakeScriptRunner';
import { ADA, OWNER } from '../__testUtils__/hostStory';
import { ScriptStory } from '../__testUtils__/ScriptStory';
import type { InstanceRow } from '../store/instances';
import { ScriptAttemptQueries } from '../store/scripts';
import { MOST_RERUNS } from './ScriptReruns';

const TABLES = [
  'script_attempts',
  'script_log',
  'script_artifacts',
  'script_sources',
];

const SECRET = 'hush-7f3a9c';

describe.each(eachDatabase)('what scripts leave on %s', databaseId => {
  const scripts = new ScriptStory(databaseId);
  const { story } = scripts;

  it('should leave a log, many lines at a time, metrics and how far they are', async () => {
    // given
    const lines = Array.from({ length: 1203 }, (_, index) =>
      logged(`line \u0000 ${index}`, { line: 3, level: 'warning' }),
    );
    const note = jest.spyOn(story.host.stores.scripts, 'note');
    scripts.runner.play = (_, { say }) => {
      say({ type: 'started', environment: 'plain' }, ...lines);
      say({ type: 'metric', name: 'rows', value: 1, time: 5 });
      say({ type: 'metric', name: 'rows', value: 2, time: 6 });
      say({ type: 'progress', done: 0.25 });
      say({ type: 'progress', done: 0.5, text: 'half' });
      return result();
    };
    // when
    const id = await scripts.run();
    // then
    const log = await scripts.logOf(id);
    expect(log).toHaveLength(1203);
    expect(log[1202]).toMatchObject({
      seq: 1203,
      level: 'warning',
      line: 3,
      text: 'line \uFFFD 1202',
    });
    expect(note.mock.calls.length).toBeLessThanOrEqual(6);
    const [attempt] = await scripts.attemptsOf(id);
    expect(attempt.log_lines).toBe(1203);
    expect(JSON.parse(attempt.metrics)).toEqual([
      { name: 'rows', value: 2, time: 6 },
    ]);
    expect(JSON.parse(attempt.progress)).toEqual({ done: 0.5, text: 'half' });
  });

  it('should get files of their instance, and leave artifacts as some', async () => {
    // given
    scripts.runner.play = async (_, { say }) => {
      say({
        type: 'artifact',
        kind: 'table',
        name: 'rows.csv',
        title: 'Rows',
        size: 3,
        preview: { columns: ['a'] },
        content: Readable.from(['a\n1']),
      });
      return result();
    };
    const id = await scripts.run();
    // then
    const [artifact] = await scripts.artifactsOf(id);
    expect(artifact).toMatchObject({
      seq: 1,
      kind: 'table',
      name: 'rows.csv',
      title: 'Rows',
      preview: '{"columns":["a"]}',
    });
    const reference = JSON.parse(artifact.reference);
    expect(
      await story.knex('file_grants').where({ instance_id: id }),
    ).toMatchObject([{ file_key: reference.$file }]);
    // when
    const [{ id: attemptId }] = await scripts.attemptsOf(id);
    let seen = '';
    scripts.runner.play = async ({ files }) => {
      seen = await text(await files![0].open());
      return result();
    };
    const { reruns } = story.host.scripts;
    const attempt = (await new ScriptAttemptQueries(story.knex).findRecord(
      attemptId,
    ))!;
    const instance = { ...attempt, id, ownerRef: OWNER, processId: 'p' } as any;
    const inputs = { docs: [reference, reference] };
    await reruns.begin({ attempt, instance, actor: 'ada', inputs });
    await story.host.scripts.runs.settle();
    // then
    expect(scripts.runner.tasks[1].files).toHaveLength(1);
    expect(seen).toBe('a\n1');
    await expect(
      reruns.begin({
        ...{ attempt, instance, actor: 'ada' },
        inputs: { docs: { ...reference, name: 'other.csv' } },
      }),
    ).rejects.toMatchObject({ code: 'invalidArgument' });
  });

  it('should say so where nothing can be kept', async () => {
    // given
    story.host = scripts.hostOf(scripts.runner, { hasFiles: false });
    scripts.runner.play = (_, { say }) => {
      const content = Readable.from(['a']);
      say({ type: 'artifact', kind: 'file', name: 'a.txt', size: 1, content });
      return result({ total: 1 });
    };
    // when
    const id = await scripts.run();
    // then
    expect(await story.stateOf(id)).toBe('active');
    expect(await scripts.variablesOf(id)).toEqual({ total: 1 });
    expect(await scripts.logOf(id)).toMatchObject([
      {
        level: 'warning',
        text: expect.stringContaining('Expected a.txt to be kept'),
      },
    ]);
  });

  it('should leave nothing of what is sensitive', async () => {
    // given
    const leak = (what: string) => `${what} ${SECRET}`;
    scripts.runner.play = (_, { say }) => {
      say(
        logged(leak('log')),
        { type: 'progress', done: 1, text: leak('progress') },
        {
          type: 'artifact',
          kind: 'file',
          name: 'a.txt',
          title: leak('title'),
          preview: { rows: [[leak('cell'), 1, null, true]] },
          size: 1,
          content: Readable.from(['a']),
        },
      );
      return failure('script-error', {
        message: leak('message'),
        trace: [
          {
            file: 'Sum up',
            line: 1,
            code: leak('code'),
            values: { secret: 'hush…', other: leak('value') },
          },
        ],
      });
    };
    // when
    const id = await scripts.run({ secret: SECRET, amount: 5 });
    scripts.runner.play = () => result({ secret: 'another secret', total: 1 });
    story.now += 3_600_000;
    await story.settle();
    // then
    expect(scripts.runner.tasks[0].inputs.secret).toBe(SECRET);
    const [first, second] = await scripts.attemptsOf(id);
    expect(JSON.parse(first.inputs)).toEqual({
      secret: { $redacted: true },
      amount: 5,
    });
    expect(JSON.parse(second.outputs)).toEqual({
      secret: { $redacted: true },
      total: 1,
    });
    const written = JSON.stringify([
      ...[first, second, await scripts.logOf(id)],
      await scripts.artifactsOf(id),
      await story.knex('history').where({ instance_id: id }),
    ]);
    expect(written).not.toContain(SECRET);
    expect(written).not.toContain('hush');
    expect(written).not.toContain('another secret');
    expect(written).toContain('message [redacted]');
  });

  it('should be repeated a few at a time by one person', async () => {
    // given
    const id = await scripts.run();
    const [{ id: attemptId }] = await scripts.attemptsOf(id);
    const queries = new ScriptAttemptQueries(story.knex);
    const attempt = (await queries.findRecord(attemptId))!;
    const instance = { id, ownerRef: OWNER, processId: 'p' } as InstanceRow;
    const { reruns, runs } = story.host.scripts;
    const rerun = (actor: string, inputs = {}) =>
      reruns.begin({ attempt, instance, actor, inputs });
    let finish = () => {};
    const finished = new Promise<void>(resolve => {
      finish = resolve;
    });
    scripts.runner.play = () => finished.then(() => result());
    const refused = {
      code: 'invalidState',
      message: expect.stringContaining('but 5 of yours go on'),
    };
    // when one is refused for another reason
    const docs = { $file: 'of others' };
    await expect(rerun(ADA, { docs })).rejects.toMatchObject({
      code: 'invalidArgument',
    });
    // then it does not count
    for (let count = 0; count < MOST_RERUNS; count++) {
      await rerun(ADA);
    }
    await expect(rerun(ADA)).rejects.toMatchObject(refused);
    await rerun('user:default/bob');
    // when
    finish();
    await runs.settle();
    // then
    await rerun(ADA);
    await runs.settle();
  });

  it('should leave nothing when their instance is removed, not even what they say afterwards', async () => {
    // given
    let finish = () => {};
    scripts.runner.play = (_, { say }) => {
      say(logged('line'), {
        ...{ type: 'artifact', kind: 'file', name: 'a.txt', size: 1 },
        content: Readable.from(['a']),
      });
      return result({ total: 1 });
    };
    const id = await scripts.run();
    const [{ id: attemptId }] = await scripts.attemptsOf(id);
    const queries = new ScriptAttemptQueries(story.knex);
    const attempt = (await queries.findRecord(attemptId))!;
    const instance = { id, ownerRef: OWNER, processId: 'p' } as InstanceRow;
    const begun = new Promise<void>(resolve => {
      scripts.runner.play = (_, { say }) => {
        resolve();
        return new Promise(end => {
          finish = () => {
            say(logged('late'));
            end(result());
          };
        });
      };
    });
    await story.host.scripts.reruns.begin({
      ...{ attempt, instance, actor: ADA, code: 'total = 2' },
    });
    await begun;
    await story.host.instances.handle(
      id,
      { type: 'cancelInstance' },
      { actor: ADA },
    );
    // when
    const limits = { rows: 1000, bytes: 1_000_000 };
    await story.host.stores.retention.remove([id], limits);
    finish();
    await story.host.scripts.runs.settle();
    // then
    for (const table of TABLES) {
      const left = await story.knex(table).where({ instance_id: id });
      expect([table, left]).toEqual([table, []]);
    }
    expect(await story.stateOf(id)).toBeUndefined();
    // and
    await expect(
      story.host.scripts.reruns.begin({ attempt, instance, actor: ADA }),
    ).rejects.toMatchObject({ code: 'notFound' });
  });
});
