import {
  instanceReadPermission,
  MAX_VARIABLE_BYTES,
  processStartPermission,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, paid, PAID, sequence } from '../__testUtils__/models';
import { ADA, EVE, OTHERS, OWNER, restApi } from '../__testUtils__/restApi';
import {
  bpmnInstanceConditions,
  bpmnProcessConditions,
  createBpmnInstanceConditionalDecision,
  createBpmnProcessConditionalDecision,
} from '../permissions/rules';

const HOUR = 3_600_000;

describe.each(eachDatabase)('process instances over REST on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let count = 0;
  let processId: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(async () => {
    api = restApi(knex);
    processId = `process-${++count}`;
    await api.deploy(
      sequence(processId, [job('work'), paid('pay')], {
        around: PAID,
        more: '<extensionElements><pipeline:sensitive variable="secret" /></extensionElements>',
      }),
    );
  });

  const start = (body: object = {}, headers = {}, as = ADA) =>
    api.ask('startInstance', { body: { processId, ...body }, headers, as });

  it('should start an instance, and show it', async () => {
    // when
    const { status, body } = await start({
      variables: { amount: 5 },
      businessKey: 'order 7',
    });
    // then
    expect(status).toBe(201);
    expect(body).toMatchObject({
      processId,
      version: 1,
      ownerRef: OWNER,
      state: 'active',
      revision: 1,
      businessKey: 'order 7',
      startedBy: ADA,
      startedAt: '2026-01-01T00:00:00.000Z',
      incidentCount: 0,
      hasOpenTasks: false,
      elementCount: 2,
    });
    const params = { instanceId: body.id };
    expect((await api.ask('getInstance', { params })).body).toEqual(body);
    expect((await api.ask('listWaits', { params })).body.items).toMatchObject([
      { kind: 'job', topic: 'work', elementId: 'work' },
    ]);
    const elements = await api.ask('listElementInstances', { params });
    expect(elements.body.items).toMatchObject([
      { key: body.rootKey, elementId: processId, scopeKey: 0 },
      { elementId: 'work', lifecycle: 'active', scopeKey: body.rootKey },
    ]);
    const history = await api.ask('listHistory', { params });
    expect(history.body.items).toMatchObject(
      [
        { revision: 1, actor: ADA, changes: [{ type: 'instanceStarted' }, {}] },
      ].map(it =>
        expect.objectContaining({ revision: it.revision, actor: ADA }),
      ),
    );
    expect(api.events[0]).toMatchObject({
      eventId: 'start-instance',
      instanceId: body.id,
      version: 1,
    });
  });

  it('should start a certain version', async () => {
    // given
    await api.deploy(sequence(processId, [job('other')]));
    // then
    expect((await start()).body.version).toBe(2);
    expect((await start({ version: 1 })).body.version).toBe(1);
    expect((await start({ version: 3 })).status).toBe(404);
  });

  it('should refuse a start event that is not there', async () => {
    const { status, body } = await start({ startEvent: 'nowhere' });
    expect([400, 404]).toContain(status);
    expect(body.detail).toContain('nowhere');
  });

  it('should refuse variables that are too large', async () => {
    const { status, body } = await start({
      variables: { large: 'x'.repeat(MAX_VARIABLE_BYTES) },
    });
    expect(status).toBe(413);
    expect(body).toMatchObject({
      code: 'variableTooLarge',
      parameters: { name: 'large' },
    });
  });

  it('should refuse a body that is deeper than can be worked with', async () => {
    // given
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    // when
    const { status } = await start({ variables: { deep } });
    // then
    expect(status).toBe(400);
  });

  it('should let those start whom the policy lets, services too', async () => {
    // given
    api.policy.set(
      processStartPermission.name,
      createBpmnProcessConditionalDecision(
        processStartPermission,
        bpmnProcessConditions.isProcessOwner({ claims: [OTHERS] }),
      ),
    );
    // then
    expect((await start()).status).toBe(403);
    // when
    api.policy.clear();
    const { body } = await start({}, {}, 'service');
    // then
    expect(body.startedBy).toBe('external:test-service');
  });

  describe('in a list', () => {
    const list = async (query: object) =>
      (await api.ask('listInstances', { query })).body;
    const keys = async (query: object) =>
      (await list({ processId, ...query })).items.map(
        (it: any) => it.businessKey,
      );

    beforeEach(async () => {
      for (const [businessKey, amount, who] of [
        ['a', 1, ADA],
        ['b', 2, ADA],
        ['c', 2, EVE],
      ] as const) {
        const variables = { amount, name: `it's ${businessKey}`, secret: 1 };
        await start({ businessKey, variables }, {}, who);
        api.clock.time += HOUR;
      }
    });

    it.each<[object, string[]]>([
      [{}, ['c', 'b', 'a']],
      [{ ownerRef: OWNER }, ['c', 'b', 'a']],
      [{ ownerRef: OTHERS }, []],
      [{ businessKey: 'b' }, ['b']],
      [{ startedBy: EVE }, ['c']],
      [{ state: 'active' }, ['c', 'b', 'a']],
      [{ state: ['completed', 'terminated'] }, []],
      [{ hasIncident: true }, []],
      [{ hasIncident: false }, ['c', 'b', 'a']],
      [{ hasOpenTasks: true }, []],
      [{ hasOpenTasks: false }, ['c', 'b', 'a']],
      [{ startedAfter: '2026-01-01T01:00:00Z' }, ['c', 'b']],
      [{ startedBefore: '2026-01-01T02:00:00+01:00' }, ['a']],
      [{ endedAfter: '2026-01-01T00:00:00Z' }, []],
      [{ callerInstanceId: 'none' }, []],
      [{ variable: 'amount=2' }, ['c', 'b']],
      [{ variable: ['amount=2', "name=it's b"] }, ['b']],
      [{ variable: 'amount="2"' }, []],
      [{ variable: 'unknown=1' }, []],
    ])('should find by %j', async (query, found) => {
      expect(await keys(query)).toEqual(found);
    });

    it.each([
      { variable: 'secret=1' },
      { variable: 'amount' },
      { variable: 'amount={"a":1}' },
      { startedAfter: 'yesterday' },
      { startedAfter: '2026-13-01T00:00:00Z' },
      { state: 'asleep' },
      { limit: 0 },
      { limit: 201 },
      { hasIncident: 'maybe' },
      { businessKey: 'a\u0000' },
    ])('should refuse %j', async query => {
      const { status } = await api.ask('listInstances', {
        query: { processId, ...query },
      });
      expect(status).toBe(400);
    });

    it('should refuse variables without a process', async () => {
      const query = { variable: 'amount=2' };
      expect((await api.ask('listInstances', { query })).status).toBe(400);
    });

    it('should page, full pages, without those that one may not see', async () => {
      // given
      await start({ businessKey: 'd' });
      api.policy.set(
        instanceReadPermission.name,
        createBpmnInstanceConditionalDecision(
          instanceReadPermission,
          bpmnInstanceConditions.isInstanceStarter({ claims: [ADA] }),
        ),
      );
      // when
      const first = await list({ processId, limit: 2 });
      const last = await list({
        processId,
        limit: 2,
        cursor: first.nextCursor,
      });
      // then
      expect(first.items.map((it: any) => it.businessKey)).toEqual(['d', 'b']);
      expect(last.items.map((it: any) => it.businessKey)).toEqual(['a']);
      expect(last).not.toHaveProperty('nextCursor');
    });

    it('should leave out none of those that have begun at the same time', async () => {
      // given
      await Promise.all([1, 2, 3, 4, 5].map(() => start({ businessKey: 'x' })));
      const found = new Set<string>();
      let cursor: string | undefined;
      // when
      do {
        const page = await list({
          businessKey: 'x',
          processId,
          limit: 2,
          cursor,
        });
        page.items.forEach((it: any) => found.add(it.id));
        cursor = page.nextCursor;
      } while (cursor);
      // then
      expect(found.size).toBe(5);
    });
  });

  it('should show one instance to those whom the policy lets', async () => {
    // given
    const { body } = await start();
    api.policy.set(
      instanceReadPermission.name,
      createBpmnInstanceConditionalDecision(instanceReadPermission, {
        anyOf: [
          bpmnInstanceConditions.isInstanceStarter({ claims: [EVE] }),
          bpmnInstanceConditions.hasProcessId({ processIds: ['other'] }),
        ],
      }),
    );
    // then
    const params = { instanceId: body.id };
    expect((await api.ask('getInstance', { params })).status).toBe(403);
    expect((await api.ask('listVariables', { params })).status).toBe(403);
  });

  it('should show variables, but not those that are sensitive', async () => {
    // given
    const { body } = await start({
      variables: { a: [1, { b: 'ü\u0000' }], secret: 'x', z: null },
    });
    const params = { instanceId: body.id };
    // when
    const first = await api.ask('listVariables', {
      params,
      query: { limit: 2 },
    });
    const last = await api.ask('listVariables', {
      params,
      query: { limit: 2, cursor: first.body.nextCursor },
    });
    // then
    const scopeKey = body.rootKey;
    expect([...first.body.items, ...last.body.items]).toEqual([
      { scopeKey, name: 'a', value: [1, { b: 'ü\u0000' }] },
      { scopeKey, name: 'secret', value: { $redacted: true } },
      { scopeKey, name: 'z', value: null },
    ]);
    const other = await api.ask('listVariables', {
      params,
      query: { scopeKey: 99 },
    });
    expect(other.body.items).toEqual([]);
  });

  it('should show history after a revision', async () => {
    // given
    const { body } = await start();
    const params = { instanceId: body.id };
    await api.ask('suspendInstance', { params });
    await api.ask('resumeInstance', { params });
    // when
    const page = await api.ask('listHistory', {
      params,
      query: { after: 1, limit: 1 },
    });
    const next = await api.ask('listHistory', {
      params,
      query: { limit: 1, cursor: page.body.nextCursor },
    });
    // then
    expect(page.body).toMatchObject({
      items: [{ revision: 2, changes: [{ type: 'instanceSuspended' }] }],
    });
    expect(next.body).toMatchObject({
      items: [{ revision: 3, changes: [{ type: 'instanceResumed' }] }],
    });
    expect(next.body).not.toHaveProperty('nextCursor');
  });

  it('should show what values variables had, who gave them and when, but no secrets', async () => {
    // given
    const { body } = await start({ variables: { a: 1, secret: 'x' } });
    const { id: instanceId, rootKey: scopeKey } = body;
    const params = { instanceId };
    api.clock.time += HOUR;
    const large = 'x'.repeat(5000);
    const variables = { a: null, large };
    await api.ask('setVariables', { params, body: { variables }, as: EVE });
    const list = async (query: object) =>
      (await api.ask('listVariableHistory', { params, query })).body;
    // then
    const first = { revision: 1, actor: ADA, at: '2026-01-01T00:00:00.000Z' };
    const second = { revision: 2, actor: EVE, at: '2026-01-01T01:00:00.000Z' };
    const scope = { scopeKey, elementId: processId };
    const all = [
      { ...first, ...scope, name: 'a', value: 1 },
      { ...first, ...scope, name: 'secret', value: { $redacted: true } },
      { ...second, ...scope, name: 'a', value: null },
      {
        ...second,
        ...scope,
        name: 'large',
        size: 5002,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ];
    expect(await list({})).toEqual({ items: all });
    expect((await list({ name: 'a' })).items).toEqual([all[0], all[2]]);
    // when
    const begin = await list({ limit: 3 });
    const rest = await list({ limit: 3, cursor: begin.nextCursor });
    // then
    expect([...begin.items, ...rest.items]).toEqual(all);
    // when
    const waits = await api.ask('listElementInstances', { params });
    const { key } = waits.body.items.at(-1);
    await api.ask('setVariables', {
      params,
      body: { scopeKey: key, variables: { local: true } },
    });
    // then
    expect((await list({ name: 'local' })).items).toMatchObject([
      { scopeKey: key, elementId: 'work', value: true },
    ]);
    // and it stays when the instance is over
    await api.ask('cancelInstance', { params });
    expect((await list({ name: 'a' })).items).toEqual([all[0], all[2]]);
  });
});
