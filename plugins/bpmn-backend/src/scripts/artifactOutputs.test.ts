import { Readable } from 'node:stream';
import type { ScriptEvent } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { eachDatabase } from '../__testUtils__/database';
import { failure, result, type Stage } from '../__testUtils__/FakeScriptRunner';
import { ADA, OWNER } from '../__testUtils__/hostStory';
import { ScriptStory } from '../__testUtils__/ScriptStory';
import { FileTooLarge } from '../files/FileTooLarge';
import type { InstanceRow } from '../store/instances';
import { ScriptAttemptQueries } from '../store/scripts';

const artifact = (name: string, text = name): ScriptEvent => ({
  ...{ type: 'artifact', kind: 'file', name, size: text.length },
  content: Readable.from([text]),
});

const FIRST = { $artifact: 1 };

describe.each(eachDatabase)('artifacts that are outputs on %s', databaseId => {
  const scripts = new ScriptStory(databaseId);
  const { story } = scripts;

  const referencesOf = async (id: string): Promise<any[]> =>
    (await scripts.artifactsOf(id)).map((row: any) =>
      JSON.parse(row.reference),
    );

  it('should be files of the instance in its variables, wherever they stand', async () => {
    // given
    scripts.runner.play = (_, { say }) => {
      say(artifact('a.csv'), artifact('b.csv'));
      return result({
        report: { $artifact: 2 },
        all: [FIRST, { deep: { second: { $artifact: 2 } } }, 1, null],
      });
    };
    // when
    const id = await scripts.run();
    // then
    const [a, b] = await referencesOf(id);
    expect([a.name, b.name]).toEqual(['a.csv', 'b.csv']);
    const outputs = { report: b, all: [a, { deep: { second: b } }, 1, null] };
    expect(await scripts.variablesOf(id)).toEqual(outputs);
    expect(b).toEqual({
      ...{ $file: expect.any(String), name: 'b.csv', size: 5 },
      contentType: expect.any(String),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const [attempt] = await scripts.attemptsOf(id);
    expect(JSON.parse(attempt.outputs)).toEqual(outputs);
    expect(await scripts.incidentsOf(id)).toEqual([]);
  });

  it('should be files in what a BPMN error brings', async () => {
    // given
    scripts.runner.play = (_, { say }) => {
      say(artifact('rows.csv'));
      return {
        ...{ type: 'thrown', code: 'bad-rows', message: 'Expected other rows' },
        variables: { rows: FIRST },
        usage: { wall: 1 },
      };
    };
    // when
    const id = await scripts.run();
    // then
    const [attempt] = await scripts.attemptsOf(id);
    expect(JSON.parse(attempt.outputs)).toEqual({
      rows: (await referencesOf(id))[0],
    });
  });

  it('should be those of the try that has completed', async () => {
    // given
    let tries = 0;
    scripts.runner.play = (_, { say }) => {
      say(artifact('report.csv', `try ${++tries}`));
      return tries === 1 ? failure('script-error') : result({ report: FIRST });
    };
    // when
    const id = await scripts.run();
    story.now += 3_600_000;
    await story.settle();
    // then
    const rows = await scripts.artifactsOf(id);
    const [failed, completed] = await scripts.attemptsOf(id);
    const fileOf = ({ id: attemptId }: any) =>
      JSON.parse(
        rows.find((row: any) => row.attempt_id === attemptId).reference,
      );
    expect(await scripts.variablesOf(id)).toEqual({
      report: fileOf(completed),
    });
    expect(fileOf(completed).$file).not.toBe(fileOf(failed).$file);
    expect(failed.outputs).toBeNull();
  });

  it('should be those of a run that is repeated there, and the instance does not notice', async () => {
    // given
    const play =
      (text: string) =>
      (_: unknown, { say }: Stage) => {
        say(artifact('report.csv', text));
        return result({ report: FIRST });
      };
    scripts.runner.play = play('first');
    const id = await scripts.run();
    const before = await scripts.variablesOf(id);
    const [{ id: attemptId }] = await scripts.attemptsOf(id);
    const queries = new ScriptAttemptQueries(story.knex);
    const attempt = (await queries.findRecord(attemptId))!;
    const instance = { id, ownerRef: OWNER, processId: 'p' } as InstanceRow;
    // when
    scripts.runner.play = play('again');
    const { reruns, runs } = story.host.scripts;
    const rerunId = await reruns.begin({ attempt, instance, actor: ADA });
    await runs.settle();
    // then
    const rerun = (await queries.findRecord(rerunId))!;
    expect(rerun.outputs).toEqual({ report: rerun.artifacts[0].file });
    expect(rerun.outputs).not.toEqual(before);
    expect(await scripts.variablesOf(id)).toEqual(before);
  });

  it.each([
    ['is none of the run', { $artifact: 2 }],
    ['is made up', { $artifact: 'report.csv' }],
  ])('should fail their run if one %s', async (_, report) => {
    // given
    scripts.runner.play = (__, { say }) => {
      say(artifact('report.csv'));
      return result({ report });
    };
    // when
    const id = await scripts.run();
    // then
    expect(await scripts.attemptsOf(id)).toMatchObject([
      {
        ...{
          state: 'failed',
          failure_kind: 'bad-output',
          wall: expect.anything(),
        },
        message: expect.stringContaining('"$artifact"'),
      },
    ]);
    expect(await scripts.variablesOf(id)).toEqual({});
  });

  it('should fail their run if outputs nest too deep to be gone through', async () => {
    // given
    let deep: any = 1;
    for (let level = 0; level < 100_000; level++) {
      deep = [deep];
    }
    scripts.runner.play = () => result({ deep });
    // when
    const id = await scripts.run();
    // then
    expect(await scripts.attemptsOf(id)).toMatchObject([
      { failure_kind: 'bad-output' },
    ]);
  });

  it.each([
    ['output-limit', FileTooLarge.ofFile(3), 'Expected a file of at most 3'],
    ['bad-output', new Error('secret path'), 'Those who run the portal'],
  ])(
    'should fail their run (%s) if one cannot be kept, and say why',
    async (kind, error, text) => {
      // given
      const { scriptFiles } = story.host;
      jest.spyOn(scriptFiles!, 'add').mockRejectedValue(error);
      scripts.runner.play = (_, { say }) => {
        say(artifact('report.csv'));
        return result({ report: FIRST });
      };
      // when
      const id = await scripts.run();
      // then
      const [attempt] = await scripts.attemptsOf(id);
      expect(attempt).toMatchObject({ state: 'failed', failure_kind: kind });
      expect(attempt.message).toContain(text);
      expect(attempt.message).not.toContain('secret path');
    },
  );
});
