import type { AddressInfo } from 'node:net';
import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createBpmnClient,
  instanceReadPermission,
  type ScriptAttempt,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { sequence } from '../__testUtils__/models';
import { failure, logged, result } from '../__testUtils__/FakeScriptRunner';
import { ADA, OWNER } from '../__testUtils__/restApi';
import { newWorld, SECRET, type World } from '../__testUtils__/world';

const PATIENCE = 120_000;
const MINUTE = 60_000;

describe.each(eachDatabase)('scripts over REST on %s', databaseId => {
  let world: World;

  beforeAll(async () => {
    world = await newWorld(await migratedDatabase(databaseId));
  }, PATIENCE);

  beforeEach(() => {
    world.runner.play = () => result();
  });

  afterEach(() => world.api.policy.clear());

  afterAll(() => {
    world.api.server.closeAllConnections();
    world.api.server.close();
  });

  const get = async (attemptId: string) =>
    (await world.api.ask('getScriptAttempt', { params: { attemptId } })).body;
  const settled = () => world.api.host.scripts.runs.settle();

  async function rerun(attemptId: string, body: object = {}) {
    const params = { attemptId };
    const response = await world.api.ask('rerunScript', { params, body });
    await settled();
    return response;
  }

  it('should tell modelers of the environments', async () => {
    // given
    const ready = { isReady: true, missing: [] };
    const ask = async () =>
      (await world.api.ask('listScriptEnvironments')).body.items;
    // then
    expect(await ask()).toMatchObject([
      { name: 'plain', language: 'python', isDefault: true, ...ready },
      { name: 'science', language: 'python', isDefault: false, ...ready },
    ]);
    // when
    const { state } = world.runner;
    const missing = { science: ['pandas'] };
    world.runner.state = { ...state, missing };
    // then
    expect(await ask()).toMatchObject([
      { name: 'plain', ...ready },
      { name: 'science', isReady: false, missing: ['pandas'] },
    ]);
    // when
    world.runner.state = { ...state, isReady: false };
    // then
    expect(await ask()).toMatchObject([{ isReady: false }, { isReady: false }]);
    world.runner.state = state;
  });

  it('should be the health of the back end, and tell why to those who are signed in', async () => {
    // given
    const notes = ['Expected user namespaces, but they are off'];
    world.runner.state = { ...world.runner.state, isReady: false, notes };
    world.api.clock.time += MINUTE / 30;
    // then
    const { status, body } = await world.api.ask('getHealth');
    expect(status).toBe(503);
    expect(body).toMatchObject({
      code: 'scriptsNotRun',
      detail: expect.stringContaining(`python: ${notes[0]}`),
    });
    expect(body.parameters.scripts).toEqual([
      {
        ...{ languages: ['python'], isReady: false, isIsolated: true, notes },
        ...{ running: 0, queued: 0 },
      },
    ]);
    const asked = await world.api.ask('getHealth', { as: 'nobody' });
    expect(asked.status).toBe(503);
    expect(asked.body).toMatchObject({ code: 'scriptsNotRun', parameters: {} });
    expect(asked.body.detail).not.toContain('namespaces');
    // when
    world.runner.state = { ...world.runner.state, isReady: true };
    world.api.clock.time += MINUTE / 30;
    // then
    const after = await world.api.ask('getHealth');
    expect(after).toMatchObject({
      status: 200,
      body: { scripts: [{ isReady: true, notes }] },
    });
    const { body: little } = await world.api.ask('getHealth', { as: 'nobody' });
    expect(little).not.toHaveProperty('scripts');
  });

  it('should tell of runs, the youngest first, page by page', async () => {
    // given
    world.runner.play = () => failure('script-error', { line: 2 });
    const { attemptId, instanceId } = await world.scriptAttempt();
    world.api.clock.time += 1;
    const { body: second } = await rerun(attemptId);
    const list = (query: object) =>
      world.api.ask('listScriptAttempts', { params: { instanceId }, query });
    // when
    const { body: first } = await list({ limit: 1, elementId: 'sum' });
    // then
    expect(first.items).toMatchObject([{ id: second.id, rerunOf: attemptId }]);
    // when
    const { body: rest } = await list({ limit: 1, cursor: first.nextCursor });
    // then
    expect(rest.nextCursor).toBeUndefined();
    expect(rest.items).toEqual([
      {
        ...{ id: attemptId, instanceId, elementId: 'sum', number: 1 },
        ...{ language: 'python', environment: 'plain', isEdited: false },
        ...{ state: 'failed', failureKind: 'script-error', line: 2 },
        ...{ wall: 12, cpu: 8, memory: 4096, metrics: [] },
        startedBy: OWNER,
        ...{ logLines: 1, logBytes: expect.any(Number) },
        processDefinitionId: world.definitionId('scripted'),
        elementInstanceKey: expect.any(Number),
        jobId: expect.stringContaining(`${instanceId}.`),
        codeSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        message: expect.stringContaining('Expected luck'),
        startedAt: expect.any(String),
        endedAt: expect.any(String),
      },
    ]);
    // and
    expect((await list({ elementId: 'other' })).body.items).toEqual([]);
  });

  it('should tell all of a run, and its log line by line', async () => {
    // given
    const trace = [{ file: 'Sum up', line: 1, values: { amount: '5' } }];
    world.runner.play = (_, { say }) => {
      say(logged('one'), logged('two', { line: 1 }), logged('three'));
      return failure('script-error', { trace });
    };
    // when
    const { attemptId } = await world.scriptAttempt();
    // then
    expect(await get(attemptId)).toMatchObject({
      ...{ code: 'total = amount', inputs: { amount: 5 }, trace },
      ...{ artifacts: [], logLines: 5 },
    });
    const log = async (query: object) =>
      (await world.api.ask('listScriptLog', { params: { attemptId }, query }))
        .body.items;
    const at = new Date(1000).toISOString();
    expect(await log({ after: 1, limit: 1 })).toEqual([
      { seq: 2, level: 'info', at, line: 1, text: 'two' },
    ]);
    // and how it came to its failure
    expect(await log({ after: 3 })).toMatchObject([
      { seq: 4, level: 'error', line: 1, text: 'line 1  (amount = 5)' },
      { seq: 5, level: 'error', text: expect.stringContaining('luck') },
    ]);
  });

  it('should run a script once more, edited, without touching its instance', async () => {
    // given
    const { attemptId, instanceId } = await world.scriptAttempt();
    const instance = () =>
      world.api.ask('getInstance', { params: { instanceId } });
    const { body: before } = await instance();
    let goOn!: () => void;
    const told = new Promise<void>(resolve => {
      goOn = resolve;
    });
    world.runner.play = async ({ inputs }) => {
      await told;
      return result({ total: inputs.amount });
    };
    // when
    const { status, body } = await world.api.ask('rerunScript', {
      params: { attemptId },
      body: { code: 'total = 7', inputs: { amount: 7 } },
    });
    goOn();
    await settled();
    // then
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ rerunOf: attemptId, number: 1, isEdited: true, startedBy: ADA },
      state: 'running',
    });
    expect(body).not.toHaveProperty('jobId');
    expect(await get(body.id)).toMatchObject({
      ...{ code: 'total = 7', inputs: { amount: 7 }, outputs: { total: 7 } },
      state: 'completed',
    });
    expect(world.runner.tasks.at(-1)).toMatchObject({
      ...{ id: body.id, owner: OWNER, environment: 'plain' },
      code: 'total = 7',
    });
    expect((await instance()).body).toEqual(before);
    // when an edited one is repeated as it is
    const { body: again } = await rerun(body.id);
    // then
    expect(await get(again.id)).toMatchObject({
      ...{ code: 'total = 7', inputs: { amount: 7 }, rerunOf: body.id },
    });
  });

  it('should not run again what it does not know the inputs of, unless they are given', async () => {
    // given
    const { attemptId } = await world.scriptAttempt('secretive');
    // when
    const { status, body } = await rerun(attemptId);
    // then
    expect([status, body.code]).toEqual([409, 'invalidState']);
    expect(body.detail).toContain('secret are sensitive and were not kept');
    expect(body.parameters).toEqual({ names: ['secret'] });
    // when
    const inputs = { secret: SECRET };
    const { body: begun } = await rerun(attemptId, { inputs });
    // then
    const task = world.runner.tasks.at(-1)!;
    expect(task.inputs).toEqual({ amount: 5, secret: SECRET });
    expect((await get(begun.id)).inputs).toEqual({
      amount: 5,
      secret: { $redacted: true },
    });
    expect(JSON.stringify(world.api.events.at(-1))).not.toContain(SECRET);
  });

  it('should not run again where nobody does it any more, nor with files of others', async () => {
    // given
    const { attemptId } = await world.scriptAttempt();
    const docs = { $file: 'a', name: 'a', size: 1, contentType: 'a/b' };
    const sha256 = 'a'.repeat(64);
    // then
    expect(
      await rerun(attemptId, { inputs: { docs: { ...docs, sha256 } } }),
    ).toMatchObject({ status: 400, body: { code: 'invalidArgument' } });
    // when
    await world
      .knex('script_attempts')
      .where({ id: attemptId })
      .update({ environment: 'old' });
    // then
    expect(await rerun(attemptId)).toMatchObject({
      status: 409,
      body: {
        detail: expect.stringContaining('Expected environment old to be'),
      },
    });
  });

  it('should be shown to those only who may see the instance', async () => {
    // given
    const { attemptId, instanceId } = await world.scriptAttempt();
    const { name } = instanceReadPermission;
    world.api.policy.set(name, { result: AuthorizeResult.DENY });
    // then
    for (const [id, params] of [
      ['listScriptAttempts', { instanceId }],
      ['getScriptAttempt', { attemptId }],
      ['listScriptLog', { attemptId }],
      ['followScriptLog', { attemptId }],
    ] as const) {
      const { status } = await world.api.ask(id, { params });
      expect([id, status]).toEqual([id, 403]);
    }
  });

  it('should take what nobody says anything of any more for lost', async () => {
    // given
    const { attemptId } = await world.scriptAttempt();
    await world
      .knex('script_attempts')
      .where({ id: attemptId })
      .update({ state: 'running', ended_at: null });
    expect((await get(attemptId)).state).toBe('running');
    // when
    world.api.clock.time += 3 * MINUTE;
    // then
    expect(await get(attemptId)).toMatchObject({
      state: 'failed',
      failureKind: 'lost',
    });
  });

  it('should say what a script says, as it says it, until it has ended', async () => {
    // given
    const { attemptId } = await world.scriptAttempt();
    let say: (text: string) => void = () => {};
    let end = () => {};
    world.runner.play = (_, stage) => {
      say = text =>
        stage.say(logged(text), { type: 'progress', done: 0.5, text });
      return new Promise(resolve => {
        end = () => resolve(result());
      });
    };
    const params = { attemptId };
    const { body } = await world.api.ask('rerunScript', { params, body: {} });
    const { id }: ScriptAttempt = body;
    const { port } = world.api.server.address() as AddressInfo;
    const base = `http://127.0.0.1:${port}`;
    const headers = { authorization: mockCredentials.user.header(ADA) };
    const client = createBpmnClient({
      discoveryApi: { getBaseUrl: async () => base },
      fetchApi: {
        fetch: (url, init) =>
          fetch(url, { ...init, headers: { ...init?.headers, ...headers } }),
      },
    });
    // when
    const lines = client.followScriptLog({ attemptId: id });
    say('first');
    // then
    expect((await lines.next()).value).toMatchObject({ seq: 1, text: 'first' });
    // when
    say('second');
    // then
    expect((await lines.next()).value).toMatchObject({ text: 'second' });
    // when
    end();
    // then
    expect(await lines.next()).toEqual({ value: undefined, done: true });
    // and
    const response = await fetch(`${base}/v1/script-attempts/${id}/events`, {
      headers: { ...headers, 'last-event-id': '1' },
    });
    const told = await response.text();
    expect(told).toMatch(
      /^id: 2\nevent: log\ndata: .*second.*\n\nevent: end\n/,
    );
    expect(told).toContain('"progress":{"done":0.5,"text":"second"}');
  });

  it('should hand scripts to external workers where nobody here runs their language', async () => {
    // given
    const task = (id: string, limits: string) =>
      [
        id,
        `<scriptTask id="${id}" scriptFormat="Julia"><extensionElements><pipeline:script environment="fast" ${limits}><pipeline:inputs name="amount" /></pipeline:script></extensionElements><script>x = 1</script></scriptTask>`,
      ] as const;
    await world.api.deploy(
      sequence('julia', [task('sum', 'timeout="PT1M" memory="1GiB"')]),
    );
    await world.api.deploy(sequence('wrong', [task('sum', 'memory="much"')]));
    const activate = async (processId: string) => {
      await world.api.start({ processId });
      const body = { types: ['script:julia'], worker: 'w' };
      return (await world.api.ask('activateJobs', { body })).body.items;
    };
    const script = {
      ...{ language: 'julia', source: 'x = 1', environment: 'fast' },
      inputs: ['amount'],
    };
    // then
    expect(await activate('julia')).toMatchObject([
      { script: { ...script, timeout: MINUTE, memory: 1024 ** 3 } },
    ]);
    expect(await activate('wrong')).toMatchObject([
      {
        script: {
          ...script,
          problem: expect.stringContaining('Expected the memory of the script'),
        },
      },
    ]);
  });
});
