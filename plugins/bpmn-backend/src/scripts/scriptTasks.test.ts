import { eachDatabase } from '../__testUtils__/database';
import {
  environment,
  FakeScriptRunner,
  result,
} from '../__testUtils__/FakeScriptRunner';
import { OWNER } from '../__testUtils__/hostStory';
import { script, ScriptStory } from '../__testUtils__/ScriptStory';
import { ScriptRunners } from './ScriptRunners';

describe.each(eachDatabase)('script tasks on %s', databaseId => {
  const scripts = new ScriptStory(databaseId);
  const { story } = scripts;

  it('should be run with what they see, and give back what comes of it', async () => {
    // given
    scripts.runner.play = () => result({ total: 8 });
    // when
    const id = await scripts.run({ amount: 5, tax: 3 });
    // then
    const [attempt] = await scripts.attemptsOf(id);
    expect(scripts.runner.tasks).toEqual([
      {
        id: attempt.id,
        language: 'python',
        environment: 'plain',
        owner: OWNER,
        name: 'Sum up',
        code: 'total = 1',
        inputs: { amount: 5, tax: 3 },
        files: [],
        limits: {},
        about: expect.objectContaining({
          instanceId: id,
          elementId: 'sum',
          attempt: '1',
        }),
      },
    ]);
    expect(await scripts.variablesOf(id)).toEqual({
      amount: 5,
      tax: 3,
      total: 8,
    });
    expect(attempt).toMatchObject({
      element_id: 'sum',
      number: 1,
      language: 'python',
      environment: 'plain',
      inputs: '{"amount":5,"tax":3}',
      outputs: '{"total":8}',
      state: 'completed',
      started_by: OWNER,
    });
    expect([attempt.wall, attempt.cpu, attempt.memory].map(Number)).toEqual([
      12, 8, 4096,
    ]);
  });

  it('should get what the model declares, nothing more', async () => {
    // when
    await scripts.run(
      { amount: 5, tax: 3 },
      script(
        'environment="science" timeout="PT5M" cpu="PT1M" memory="512MiB"',
        '<pipeline:inputs name="amount" /><pipeline:inputs name="rate" /><pipeline:outputs name="total" />',
      ),
    );
    // then
    expect(scripts.runner.tasks).toMatchObject([
      {
        environment: 'science',
        inputs: { amount: 5, rate: null },
        outputs: ['total'],
        limits: { timeout: 300_000, cpu: 60_000, memory: 512 * 1024 ** 2 },
      },
    ]);
    expect(scripts.runner.tasks[0].inputs).not.toHaveProperty('tax');
  });

  it('should wait for somebody else if nobody here runs their language', async () => {
    // given
    story.host = scripts.hostOf(
      new FakeScriptRunner([environment('r', { language: 'r' })]),
    );
    // when
    const id = await scripts.run();
    // then
    expect(await scripts.attemptsOf(id)).toEqual([]);
    expect(await scripts.incidentsOf(id)).toEqual([]);
    const [job] = await story.host.jobs.activate({
      ...{ types: ['script:*'], worker: 'w', limit: 100, lease: 1 },
    });
    expect(job.wait.type).toBe('script:python');
  });

  it.each([
    ['environment="none"', 'Expected environment none to be configured'],
    ['timeout="soon"', 'Expected the timeout of the script to be such as'],
  ])('should be an incident at once with %s', async (attributes, message) => {
    // when
    const id = await scripts.run({}, script(attributes));
    // then
    expect(await scripts.incidentsOf(id)).toMatchObject([
      { element_id: 'sum', message: expect.stringContaining(message) },
    ]);
    expect(scripts.runner.tasks).toEqual([]);
    expect(await scripts.attemptsOf(id)).toEqual([]);
  });

  it('should be an incident where a service task asks for a script', async () => {
    // when
    const id = await scripts.run(
      {},
      `<serviceTask id="sum"><extensionElements><zeebe:taskDefinition type="script:python" /></extensionElements></serviceTask>`,
    );
    // then
    expect(await scripts.incidentsOf(id)).toMatchObject([
      { message: expect.stringContaining('Expected sum to be a script task') },
    ]);
  });

  it('should not be brought by a module and by a runner both', () => {
    const scriptRunners = new ScriptRunners();
    scriptRunners.addScriptRunner(scripts.runner);
    const handlers = [{ type: 'script:python', handle: jest.fn() }];
    expect(() => story.newHost({ scriptRunners, handlers })).toThrow(
      'Expected one handler of job type script:python, but there are two',
    );
  });
});
