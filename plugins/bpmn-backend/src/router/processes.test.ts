import {
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
import { EvaluationExceeded, evaluationHere } from '../evaluation';
import {
  bpmnProcessConditions,
  createBpmnProcessConditionalDecision,
} from '../permissions/rules';

describe.each(eachDatabase)('processes over REST on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let count = 0;
  let processId: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(() => {
    api = restApi(knex);
    processId = `owned-${++count}`;
  });

  afterEach(() => jest.restoreAllMocks());

  const small = (type = 'work') => sequence(processId, [job('work', type)]);
  const params = () => ({ processId });
  const bundle = (content: string) => [{ name: 'model.bpmn', content }];
  const draft = (ownerRef: string, as: string, content = 'a') =>
    api.ask('createDraft', {
      body: { processId, ownerRef, resources: bundle(content) },
      as,
    });

  describe('that are handed over', () => {
    const move = (ownerRef = OTHERS, as = BEA) =>
      api.ask('moveProcess', { params: params(), body: { ownerRef }, as });

    it('should belong to the other group, with their drafts', async () => {
      // given
      await api.deploy(small());
      const { id: draftId } = (await draft(OWNER, ADA)).body;
      // when
      const { status, body } = await move();
      // then
      expect(status).toBe(200);
      expect(body).toMatchObject({ processId, ownerRef: OTHERS, version: 1 });
      expect(api.events.at(-1)).toMatchObject({
        eventId: 'move-process',
        processId,
        before: { ownerRef: OWNER },
        after: { ownerRef: OTHERS },
      });
      const { body: moved } = await api.ask('getDraft', {
        params: { draftId },
      });
      expect(moved).toMatchObject({ ownerRef: OTHERS });
      // and
      const deploy = (ownerRef: string, as: string) =>
        api.ask('deploy', {
          body: { ownerRef, resources: bundle(small('next')) },
          as,
        });
      expect((await deploy(OWNER, ADA)).body).toMatchObject({
        code: 'processTaken',
        parameters: { ownerRef: OTHERS },
      });
      expect((await deploy(OTHERS, EVE)).status).toBe(201);
    });

    it('should take a second time for nothing', async () => {
      // given
      await api.deploy(small());
      await move();
      await knex('owner_moves').del();
      // when
      const { status, body } = await move();
      // then
      expect(status).toBe(200);
      expect(body).toMatchObject({ ownerRef: OTHERS });
      expect(await knex('owner_moves')).toEqual([]);
    });

    it('should be handed over by members of both groups only, or by a service', async () => {
      // given
      await api.deploy(small());
      // then
      const byOwner = await move(OTHERS, ADA);
      expect(byOwner.status).toBe(403);
      expect(byOwner.body.detail).toContain(OTHERS);
      const byOthers = await move(OTHERS, EVE);
      expect(byOthers.status).toBe(403);
      expect(byOthers.body.detail).toContain(OWNER);
      // but
      expect((await move(OTHERS, 'service')).status).toBe(200);
    });

    it('should be handed over by those whom the policy lets', async () => {
      // given
      await api.deploy(small());
      api.policy.set(
        processDeployPermission.name,
        createBpmnProcessConditionalDecision(
          processDeployPermission,
          bpmnProcessConditions.isProcessOwner({ claims: [OTHERS] }),
        ),
      );
      // then
      expect((await move()).status).toBe(403);
    });

    it('should not be handed over where the other group has a draft beside theirs', async () => {
      // given
      const theirs = await draft(OTHERS, EVE);
      await api.deploy(small());
      await draft(OWNER, ADA);
      // when
      const { status, body } = await move();
      // then
      expect(status).toBe(409);
      expect(body).toMatchObject({
        code: 'draftExists',
        parameters: { draftId: theirs.body.id, ownerRef: OTHERS },
      });
      const { body: process } = await api.ask('getProcess', {
        params: params(),
      });
      expect(process).toMatchObject({ ownerRef: OWNER });
    });

    it('should be handed over once, of two who do it in the same moment', async () => {
      // given
      await api.deploy(small());
      const process = { processId, ownerRef: OWNER };
      // when
      const results = await Promise.allSettled(
        [OTHERS, 'group:default/third'].map(to =>
          api.host.owners.move(process, to, ADA),
        ),
      );
      // then
      expect(results.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'rejected',
      ]);
    });

    it.each(['group:data', 'user:default/ada', ''])(
      'should be handed over to groups only, not to "%s"',
      async ownerRef => {
        await api.deploy(small());
        expect((await move(ownerRef)).status).toBe(400);
      },
    );
  });

  describe('that are compared', () => {
    const compare = (query: object, as = ADA) =>
      api.ask('compareProcess', { params: params(), query, as });

    const FORM = { name: 'ask.form', content: '{}' };
    const deploy = (content: string, name = 'model.bpmn', form = FORM) =>
      api.ask('deploy', {
        body: { ownerRef: OWNER, resources: [{ name, content }, form] },
      });

    const changedWork = (resource = 'model.bpmn') => ({
      resource,
      id: 'work',
      type: 'bpmn:ServiceTask',
      name: 'work',
      change: 'changed',
      properties: [
        {
          path: ['extensionElements', 'values', 0, 'type'],
          before: 'a',
          after: 'b',
        },
      ],
    });

    it('should tell what differs between versions', async () => {
      // given
      await deploy(small('a'));
      await deploy(small('b'));
      await deploy(small('b'), 'model.bpmn', { ...FORM, content: '{"a":1}' });
      // then
      expect((await compare({ from: 1, to: 2 })).body).toEqual({
        resources: [{ name: 'model.bpmn', change: 'changed' }],
        elements: [changedWork()],
        problems: [],
      });
      expect((await compare({ from: 2 })).body).toEqual({
        resources: [{ name: 'ask.form', change: 'changed' }],
        elements: [],
        problems: [],
      });
      expect((await compare({ from: 3 })).body).toEqual({
        resources: [],
        elements: [],
        problems: [],
      });
    });

    it('should know a model that was renamed', async () => {
      // given
      await deploy(small('a'), 'a.bpmn');
      await deploy(small('b'), 'b.bpmn');
      // then
      expect((await compare({ from: 1 })).body).toMatchObject({
        resources: [
          { name: 'b.bpmn', change: 'added' },
          { name: 'a.bpmn', change: 'removed' },
        ],
        elements: [changedWork('b.bpmn')],
      });
    });

    it('should tell how a draft differs, or why that cannot be said', async () => {
      // given
      await deploy(small('a'));
      const { id: draftId } = (await draft(OWNER, ADA, small('b'))).body;
      // then
      expect((await compare({ from: 1, draftId })).body).toMatchObject({
        resources: [
          { name: 'model.bpmn', change: 'changed' },
          { name: 'ask.form', change: 'removed' },
        ],
        elements: [changedWork()],
      });
      // when
      await api.ask('saveDraft', {
        params: { draftId },
        body: { ifRevision: 1, resources: bundle('<half') },
      });
      // then
      expect((await compare({ from: 1, draftId })).body).toMatchObject({
        elements: [],
        problems: [{ resource: 'model.bpmn', severity: 'error' }],
      });
    });

    it('should say so where it takes too long', async () => {
      // given
      await deploy(small('a'));
      await deploy(small('b'));
      jest
        .spyOn(evaluationHere, 'ask')
        .mockRejectedValueOnce(new EvaluationExceeded('It took too long'));
      // then
      expect((await compare({ from: 1 })).body).toMatchObject({
        resources: [{ name: 'model.bpmn' }],
        elements: [],
        problems: [{ rule: 'evaluation-limit' }],
      });
    });

    it('should refuse what cannot be compared', async () => {
      // given
      await deploy(small('a'));
      const { id: draftId } = (await draft(OWNER, ADA)).body;
      // then
      expect((await compare({ from: 1, to: 1, draftId })).status).toBe(400);
      expect((await compare({})).status).toBe(400);
      for (const query of [
        { from: 2 },
        { from: 1, to: 2 },
        { from: 1, draftId: 'none' },
      ]) {
        expect((await compare(query)).status).toBe(404);
      }
      // and a draft of another process
      processId = `${processId}-other`;
      await deploy(small('a'));
      expect((await compare({ from: 1, draftId })).status).toBe(404);
    });

    it('should show those nothing who may see only one of both', async () => {
      // given
      const { id: draftId } = (await draft(OTHERS, EVE)).body;
      await deploy(small('a'));
      api.policy.set(
        processReadPermission.name,
        createBpmnProcessConditionalDecision(
          processReadPermission,
          bpmnProcessConditions.isProcessOwner({ claims: [OWNER] }),
        ),
      );
      // then
      expect((await compare({ from: 1 })).status).toBe(200);
      expect((await compare({ from: 1, draftId })).status).toBe(403);
    });
  });
});
