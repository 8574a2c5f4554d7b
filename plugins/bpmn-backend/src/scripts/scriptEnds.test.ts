import { eachDatabase } from '../__testUtils__/database';
import {
  failure,
  FakeScriptRunner,
  result,
} from '../__testUtils__/FakeScriptRunner';
import { ScriptStory } from '../__testUtils__/ScriptStory';
import { createJobWorker } from '../host/Host';

describe.each(eachDatabase)('ends of scripts on %s', databaseId => {
  const scripts = new ScriptStory(databaseId);
  const { story } = scripts;

  it('should throw BPMN errors', async () => {
    // given
    scripts.runner.play = () => ({
      type: 'thrown',
      code: 'tooMuch',
      message: 'Expected less',
      variables: { limit: 3 },
      usage: { wall: 1 },
    });
    // when
    const id = await scripts.run();
    // then
    expect(await scripts.incidentsOf(id)).toMatchObject([
      { kind: 'errorUncaught' },
    ]);
    expect(await scripts.attemptsOf(id)).toMatchObject([
      {
        state: 'thrown',
        error_code: 'tooMuch',
        message: 'Expected less',
        outputs: '{"limit":3}',
      },
    ]);
  });

  it.each([
    'script-error',
    'bad-input',
    'bad-output',
    'output-limit',
    'crashed',
    'memory',
    'timeout',
  ] as const)('should use up a try by %s', async kind => {
    // given
    const trace = [{ file: 'Sum up', line: 7, code: 'total = a' }];
    scripts.runner.play = () => failure(kind, { line: 7, trace });
    // when
    const id = await scripts.run();
    story.now += 3_600_000;
    await story.settle();
    story.now += 3_600_000;
    await story.settle();
    // then
    const message = `Expected luck, but: ${kind}`;
    const attempt = { state: 'failed', failure_kind: kind, message, line: 7 };
    const attempts = await scripts.attemptsOf(id);
    expect(attempts).toMatchObject([
      { ...attempt, number: 1 },
      { ...attempt, number: 2 },
    ]);
    expect(JSON.parse(attempts[0].trace)).toEqual(trace);
    const shown = { level: 'error', line: 7 };
    const [step, why] = [
      { ...shown, seq: 1, text: 'line 7: total = a' },
      { ...shown, seq: 2, text: message },
    ];
    expect(await scripts.logOf(id)).toMatchObject([step, step, why, why]);
    expect(await scripts.incidentsOf(id)).toMatchObject([
      { message: expect.stringContaining(`${message} (line 7)`) },
    ]);
  });

  it('should be tried again soon, and for nothing, if their runner is lost', async () => {
    // given
    let tries = 0;
    scripts.runner.play = () =>
      ++tries < 5 ? failure('lost') : result({ total: 1 });
    // when
    const id = await scripts.run();
    for (let step = 0; step < 4; step++) {
      story.now += 1000;
      await story.settle();
    }
    // then
    expect(await scripts.incidentsOf(id)).toEqual([]);
    expect(await scripts.variablesOf(id)).toEqual({ total: 1 });
    expect(
      (await scripts.attemptsOf(id)).map(({ state }: any) => state),
    ).toEqual([...Array(4).fill('failed'), 'completed']);
  });

  it('should be an incident at once without a sandbox', async () => {
    // given
    scripts.runner.play = () => failure('sandbox-unavailable');
    // when
    const id = await scripts.run();
    // then
    expect(await scripts.incidentsOf(id)).toMatchObject([
      { message: expect.stringContaining('sandbox-unavailable') },
    ]);
    expect(scripts.runner.tasks).toHaveLength(1);
  });

  it('should be cancelled when they are not wanted any more', async () => {
    // given
    const begun = new Promise<void>(resolve => {
      scripts.runner.play = (_, { cancelled }) => {
        resolve();
        return new Promise(never =>
          cancelled.addEventListener('abort', () => never),
        );
      };
    });
    const running = scripts.run();
    await begun;
    const { instance_id: id, state } = await story
      .knex('script_attempts')
      .where({ state: 'running' })
      .first();
    expect(state).toBe('running');
    // when
    await story.host.scripts.runs.stop();
    scripts.runner.play = () => result({ total: 2 });
    await running;
    // then
    expect(await scripts.attemptsOf(id)).toMatchObject([
      { state: 'cancelled', failure_kind: 'cancelled' },
    ]);
    // when
    story.now += 1000;
    await story.settle();
    // then
    expect(await scripts.variablesOf(id)).toEqual({ total: 2 });
  });

  it('should be taken over from a process that is gone, whose late result is refused', async () => {
    // given
    let finish = () => {};
    const begun = new Promise<void>(resolve => {
      scripts.runner.play = () => {
        resolve();
        return new Promise(end => {
          finish = () => end(result({ total: 'late' }));
        });
      };
    });
    const gone = story.host;
    const running = scripts.run();
    await begun;
    const late = scripts.runner;
    // when
    scripts.runner = new FakeScriptRunner();
    scripts.runner.play = () => result({ total: 'in time' });
    story.host = scripts.hostOf(scripts.runner);
    story.now += 60_000;
    const worker = createJobWorker(story.host);
    await worker.runOnce();
    await worker.settle();
    finish();
    await running;
    await gone.scripts.runs.settle();
    // then
    expect(late.tasks).toHaveLength(1);
    const id = scripts.runner.tasks[0].about!.instanceId;
    expect(await scripts.attemptsOf(id)).toMatchObject([
      { number: 1, state: 'failed', failure_kind: 'lost', outputs: null },
      { number: 2, state: 'completed' },
    ]);
    expect(await scripts.variablesOf(id)).toEqual({ total: 'in time' });
  });

  it('should be cancelled when the back end shuts down, and run again by another one', async () => {
    // given
    const id = await scripts.idle();
    const begun = new Promise<void>(resolve => {
      scripts.runner.play = () => {
        resolve();
        return new Promise(() => {});
      };
    });
    const worker = createJobWorker({ ...story.host, shutdownGrace: 0 });
    await worker.runOnce();
    await begun;
    // when
    await worker.stop();
    await story.host.scripts.runs.settle();
    // then
    expect(await scripts.attemptsOf(id)).toMatchObject([
      { state: 'cancelled', failure_kind: 'cancelled' },
    ]);
    expect(await scripts.incidentsOf(id)).toEqual([]);
    // when
    scripts.runner.play = () => result({ total: 3 });
    await story.settle();
    // then
    expect(await scripts.variablesOf(id)).toEqual({ total: 3 });
    expect(await scripts.attemptsOf(id)).toMatchObject([
      { number: 1 },
      { number: 2, state: 'completed' },
    ]);
  });
});
