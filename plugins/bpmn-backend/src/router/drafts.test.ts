import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  processCreatePermission,
  processDeployPermission,
  processReadPermission,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, sequence } from '../__testUtils__/models';
import {
  ADA,
  BEA,
  EVE,
  OTHERS,
  OWNER,
  restApi,
} from '../__testUtils__/restApi';
import {
  bpmnProcessConditions,
  createBpmnProcessConditionalDecision,
} from '../permissions/rules';

const DENIED = { result: AuthorizeResult.DENY } as const;

describe.each(eachDatabase)('drafts over REST on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let count = 0;
  let processId: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(() => {
    api = restApi(knex);
    processId = `draft-${++count}`;
  });

  const bundle = (content: string) => [
    { name: 'model.bpmn', content },
    { name: 'ask.form', content: '{"components":[]}' },
  ];
  const small = () => sequence(processId, [job('work')]);

  const create = (
    content = 'not a model yet',
    { ownerRef = OWNER, as = ADA } = {},
  ) =>
    api.ask('createDraft', {
      body: { processId, ownerRef, resources: bundle(content) },
      as,
    });
  const save = (
    draftId: string,
    { ifRevision, content }: { ifRevision: number; content: string },
    as = ADA,
  ) =>
    api.ask('saveDraft', {
      params: { draftId },
      body: { ifRevision, resources: bundle(content) },
      as,
    });
  const get = (draftId: string, as = ADA) =>
    api.ask('getDraft', { params: { draftId }, as });

  it('should keep what need not be a model, and claim nothing', async () => {
    // when
    const { status, body } = await create();
    // then
    expect(status).toBe(201);
    expect(body).toMatchObject({
      processId,
      ownerRef: OWNER,
      revision: 1,
      savedBy: ADA,
      savedAt: '2026-01-01T00:00:00.000Z',
    });
    expect(body).not.toHaveProperty('deployed');
    expect((await get(body.id)).body).toEqual({
      ...body,
      resources: [
        {
          name: 'ask.form',
          contentType: 'application/json',
          content: '{"components":[]}',
        },
        {
          name: 'model.bpmn',
          contentType: 'application/xml',
          content: 'not a model yet',
        },
      ],
    });
    expect(
      (await api.ask('getProcess', { params: { processId } })).status,
    ).toBe(404);
    expect(api.events[0]).toMatchObject({
      eventId: 'create-draft',
      ownerRef: OWNER,
      after: { id: body.id, revision: 1 },
    });
  });

  it('should begin one of each process and group', async () => {
    // given
    const first = await create();
    // when
    const second = await create('another one');
    const ofOthers = await create('theirs', { ownerRef: OTHERS, as: EVE });
    // then
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      code: 'draftExists',
      parameters: { draftId: first.body.id, revision: 1 },
    });
    expect(ofOthers.status).toBe(201);
  });

  it('should save from the present revision only, and name who was faster', async () => {
    // given
    const { id } = (await create('a')).body;
    api.clock.time += 1000;
    // when
    const saved = await save(id, { ifRevision: 1, content: 'b' }, BEA);
    const late = await save(id, { ifRevision: 1, content: 'c' });
    // then
    expect(saved.body).toMatchObject({ revision: 2, savedBy: BEA });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({
      code: 'draftChanged',
      parameters: {
        revision: 2,
        savedBy: BEA,
        savedAt: '2026-01-01T00:00:01.000Z',
      },
    });
    expect((await get(id)).body.resources).toContainEqual(
      expect.objectContaining({ name: 'model.bpmn', content: 'b' }),
    );
    expect(api.events).toContainEqual(
      expect.objectContaining({
        eventId: 'save-draft',
        before: expect.objectContaining({ revision: 1 }),
        after: expect.objectContaining({ revision: 2 }),
      }),
    );
  });

  it('should save once what is sent twice because the answer was lost', async () => {
    // given
    const { id } = (await create('a')).body;
    // when
    await save(id, { ifRevision: 1, content: 'b' });
    const again = await save(id, { ifRevision: 1, content: 'b' });
    // then
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ revision: 2 });
  });

  it('should let one of those win who save in the same moment', async () => {
    // given
    const { id } = (await create('a')).body;
    // when
    const statuses = await Promise.all(
      ['b', 'c', 'd'].map(
        async content => (await save(id, { ifRevision: 1, content })).status,
      ),
    );
    // then
    expect(statuses.sort()).toEqual([200, 409, 409]);
    expect((await get(id)).body).toMatchObject({ revision: 2 });
  });

  it('should let documents go that are not saved again', async () => {
    // given
    const { id } = (await create('a')).body;
    // when
    await api.ask('saveDraft', {
      params: { draftId: id },
      body: { ifRevision: 1, resources: [{ name: 'b.bpmn', content: 'a' }] },
    });
    // then
    const { resources } = (await get(id)).body;
    expect(resources).toMatchObject([{ name: 'b.bpmn', content: 'a' }]);
  });

  it('should refuse two documents of the same name', async () => {
    // given
    const twice = [...bundle('a'), ...bundle('b')];
    const { id: draftId } = (await create('a')).body;
    // when
    const created = await api.ask('createDraft', {
      body: { processId: 'twice', ownerRef: OWNER, resources: twice },
    });
    const saved = await api.ask('saveDraft', {
      params: { draftId },
      body: { ifRevision: 1, resources: twice },
    });
    // then
    for (const { status, body } of [created, saved]) {
      expect(status).toBe(422);
      expect(body).toMatchObject({
        code: 'notDraftable',
        problems: [
          { rule: 'duplicate-resource', resource: 'model.bpmn' },
          { rule: 'duplicate-resource', resource: 'ask.form' },
        ],
      });
    }
  });

  it('should refuse drafts that are too large', async () => {
    const { status, body } = await create('x'.repeat(6 * 1024 * 1024));
    expect(status).toBe(413);
    expect(body).toMatchObject({ code: 'bodyTooLarge' });
    expect((await create('x'.repeat(4 * 1024 * 1024 + 1))).status).toBe(400);
  });

  it.each(['1st', 'a b', 'a'.repeat(64), 'İ', 'a_'])(
    'should refuse what can be no process id: %s',
    async id => {
      const resources = bundle('a');
      const { status } = await api.ask('createDraft', {
        body: { processId: id, ownerRef: OWNER, resources },
      });
      expect(status).toBe(400);
    },
  );

  it('should refuse drafts of what others own, also where they were faster', async () => {
    // given
    const { id } = (await create('a')).body;
    await api.deploy(small(), OTHERS);
    // when
    const saved = await save(id, { ifRevision: 1, content: 'b' });
    processId = processId.toLocaleUpperCase('en-US');
    const created = await create('a');
    // then
    for (const { status, body } of [saved, created]) {
      expect(status).toBe(409);
      expect(body).toMatchObject({
        code: 'processTaken',
        parameters: { ownerRef: OTHERS },
      });
    }
    // but
    const removed = await api.ask('deleteDraft', { params: { draftId: id } });
    expect(removed.status).toBe(204);
  });

  it('should let nobody draft, save or delete for a group that is not theirs, but a service may', async () => {
    // given
    const { id } = (await create('a')).body;
    // when
    const created = await create('a', { as: EVE });
    const saved = await save(id, { ifRevision: 1, content: 'b' }, EVE);
    const params = { draftId: id };
    const deleted = await api.ask('deleteDraft', { params, as: EVE });
    // then
    for (const { status, body } of [created, saved, deleted]) {
      expect(status).toBe(403);
      expect(body.detail).toContain(OWNER);
    }
    // but
    const byService = { ifRevision: 1, content: 'b' };
    expect((await save(id, byService, 'service')).status).toBe(200);
    expect(
      (await api.ask('deleteDraft', { params, as: 'service' })).status,
    ).toBe(204);
  });

  it('should need the permission to claim an id that nobody has, and that to deploy any other', async () => {
    // given
    api.policy.set(processCreatePermission.name, DENIED);
    // then
    expect((await create()).status).toBe(403);
    // but
    await api.deploy(small());
    expect((await create()).status).toBe(201);
    // and
    api.policy.set(
      processDeployPermission.name,
      createBpmnProcessConditionalDecision(
        processDeployPermission,
        bpmnProcessConditions.isProcessOwner({ claims: [OTHERS] }),
      ),
    );
    expect((await create()).status).toBe(403);
  });

  it('should list drafts page by page, without those that one may not see', async () => {
    // given
    await knex('process_drafts').del();
    const ids = ['a', 'B', 'c', 'd'].map(it => `list-${count}.${it}`);
    for (const id of ids) {
      processId = id;
      await create('x');
      await create('x', { ownerRef: OTHERS, as: EVE });
    }
    api.policy.set(
      processReadPermission.name,
      createBpmnProcessConditionalDecision(processReadPermission, {
        anyOf: [
          bpmnProcessConditions.isProcessOwner({ claims: [OWNER] }),
          bpmnProcessConditions.hasProcessId({ processIds: [ids[1]] }),
        ],
      }),
    );
    // when
    const shown: string[] = [];
    for (let cursor: string | undefined, pages = 0; pages < 3; pages++) {
      const { body } = await api.ask('listDrafts', {
        query: { limit: 2, cursor },
      });
      shown.push(
        ...body.items.map((it: any) => `${it.processId} ${it.ownerRef}`),
      );
      cursor = body.nextCursor;
    }
    // then
    expect(shown).toEqual([
      `${ids[0]} ${OWNER}`,
      `${ids[1]} ${OWNER}`,
      `${ids[1]} ${OTHERS}`,
      `${ids[2]} ${OWNER}`,
      `${ids[3]} ${OWNER}`,
    ]);
    // and
    const { items } = (
      await api.ask('listDrafts', {
        query: { ownerRef: OTHERS, processId: ids[1].toLowerCase() },
      })
    ).body;
    expect(items).toMatchObject([{ processId: ids[1], ownerRef: OTHERS }]);
    expect(items[0]).not.toHaveProperty('resources');
    // and
    const [hidden] = await knex('process_drafts').where({
      owner_ref: OTHERS,
      process_key: ids[0].toLowerCase(),
    });
    expect((await get(hidden.id)).status).toBe(403);
  });

  it('should delete a draft, if it is the one that was seen', async () => {
    // given
    const { id } = (await create('a')).body;
    await save(id, { ifRevision: 1, content: 'b' });
    const remove = (query: object) =>
      api.ask('deleteDraft', { params: { draftId: id }, query });
    // then
    expect((await remove({ ifRevision: 1 })).body).toMatchObject({
      code: 'draftChanged',
      parameters: { revision: 2 },
    });
    expect((await remove({ ifRevision: 2 })).status).toBe(204);
    expect((await get(id)).status).toBe(404);
    expect((await remove({})).status).toBe(404);
    expect(await knex('draft_resources').where({ draft_id: id })).toEqual([]);
    expect(api.events).toContainEqual(
      expect.objectContaining({
        eventId: 'delete-draft',
        before: expect.objectContaining({ revision: 2 }),
      }),
    );
  });
});
