import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  MAX_DEFINITION_BYTES,
  processCreatePermission,
  processDeployPermission,
  processReadPermission,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, model, sequence } from '../__testUtils__/models';
import { ADA, EVE, OTHERS, OWNER, restApi } from '../__testUtils__/restApi';
import { evaluationHere } from '../evaluation';
import {
  bpmnProcessConditions,
  createBpmnProcessConditionalDecision,
} from '../permissions/rules';

const bundle = (content: string, ownerRef = OWNER) => ({
  ownerRef,
  resources: [
    { name: 'model.bpmn', content },
    { name: 'ask.form', content: '{"components":[]}' },
  ],
});

describe.each(eachDatabase)('deployments over REST on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let count = 0;
  let processId: string;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
  });

  beforeEach(() => {
    api = restApi(knex);
    processId = `process-${++count}`;
  });

  afterEach(() => jest.restoreAllMocks());

  const deploy = (body: object, as = ADA) => api.ask('deploy', { body, as });
  const small = () => sequence(processId, [job('work')]);

  it('should deploy a bundle, and show what it was', async () => {
    // when
    const { status, body } = await deploy(bundle(small()));
    // then
    expect(status).toBe(201);
    expect(body).toMatchObject({
      definitions: [{ processId, version: 1, ownerRef: OWNER }],
    });
    const [{ id, deploymentId }] = body.definitions;
    const deployment = await api.ask('getDeployment', {
      params: { deploymentId },
    });
    expect(deployment.body).toMatchObject({
      deployedBy: ADA,
      ownerRef: OWNER,
      deployedAt: '2026-01-01T00:00:00.000Z',
      resources: [
        { name: 'ask.form', contentType: 'application/json' },
        { name: 'model.bpmn', contentType: 'application/xml' },
      ],
    });
    const document = await api.ask('getDeploymentResource', {
      params: { deploymentId },
      query: { name: 'ask.form' },
    });
    expect(document.body).toMatchObject({ content: '{"components":[]}' });
    const xml = await api.ask('getProcessDefinitionXml', {
      params: { processDefinitionId: id },
    });
    expect(xml.type).toBe('application/xml');
    expect(xml.text).toBe(small());
    expect(api.events[0]).toMatchObject({
      eventId: 'deploy',
      ownerRef: OWNER,
      after: [{ id, processId, version: 1 }],
    });
  });

  it('should give the same content its version, and other content a new one', async () => {
    // given
    const first = await deploy(bundle(small()));
    // when
    const same = await deploy(bundle(small()));
    const next = await deploy(bundle(sequence(processId, [job('other')])));
    // then
    expect(same.body.definitions).toEqual(first.body.definitions);
    expect(next.body.definitions).toMatchObject([{ version: 2 }]);
    const versions = await api.ask('listVersions', { params: { processId } });
    expect(versions.body.items).toMatchObject([{ version: 2 }, { version: 1 }]);
  });

  it('should refuse what has errors, with all problems and their elements', async () => {
    // given
    const broken = model(
      `<process id="${processId}" isExecutable="true"><startEvent id="start" /><callActivity id="typeless" /><sequenceFlow id="f" sourceRef="start" targetRef="typeless" /></process>`,
    );
    // when
    const { status, body } = await deploy(bundle(broken));
    // then
    expect(status).toBe(422);
    expect(body).toMatchObject({
      type: 'https://bpmn-pipelines.dev/problems/notDeployable',
      title: 'Unprocessable Entity',
      code: 'notDeployable',
      elementIds: expect.arrayContaining(['typeless']),
    });
    expect(body.problems).toContainEqual(
      expect.objectContaining({
        resource: 'model.bpmn',
        elementId: 'typeless',
        severity: 'error',
      }),
    );
    expect(
      (await api.ask('getProcess', { params: { processId } })).status,
    ).toBe(404);
  });

  it('should refuse a bundle without a model, or without a process, and what is no XML', async () => {
    for (const resources of [
      [{ name: 'a.bpmn', content: '<half' }],
      [{ name: 'a.form', content: '{}' }],
      [{ name: 'a.bpmn', content: model('') }],
    ]) {
      const { status } = await deploy({ ownerRef: OWNER, resources });
      expect(status).toBe(422);
    }
  });

  it('should refuse a process id that somebody else owns, and name who', async () => {
    // given
    await deploy(bundle(small()));
    // when
    const { status, body } = await deploy(bundle(small(), OTHERS), EVE);
    // then
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'processTaken',
      parameters: { processId, ownerRef: OWNER },
    });
  });

  it('should let nobody claim a process id for a group that is not theirs, but a service may', async () => {
    // when
    const refused = await deploy(bundle(small()), EVE);
    const done = await deploy(bundle(small()), 'service');
    // then
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toContain(OWNER);
    expect(done.status).toBe(201);
  });

  it('should let nobody deploy in the name of a group that is not theirs, though the policy allows everything', async () => {
    // given: whoever gets a version in has it run as its owner, with the secrets of its owner
    await deploy(bundle(small()));
    const theirs = sequence(processId, [job('stolen')]);
    // when
    const { status, body } = await deploy(bundle(theirs), EVE);
    // then
    expect(status).toBe(403);
    expect(body.detail).toContain(OWNER);
    const versions = await api.ask('listVersions', { params: { processId } });
    expect(versions.body.items).toMatchObject([{ version: 1 }]);
    // but
    expect((await deploy(bundle(theirs), 'service')).status).toBe(201);
  });

  it('should not even read the models of those who can deploy nothing', async () => {
    // given
    const reading = jest.spyOn(evaluationHere, 'ask');
    const denied: PolicyDecision = { result: AuthorizeResult.DENY };
    // when
    const notAMember = await deploy(bundle(small()), EVE);
    api.policy.set(processDeployPermission.name, denied);
    api.policy.set(processCreatePermission.name, denied);
    const notAllowed = await deploy(bundle(small()));
    // then
    expect([notAMember.status, notAllowed.status]).toEqual([403, 403]);
    expect(reading).not.toHaveBeenCalled();
    // but
    api.policy.delete(processCreatePermission.name);
    expect((await deploy(bundle(small()))).status).toBe(201);
  });

  it('should let those deploy whom the policy lets', async () => {
    // given
    await deploy(bundle(small()));
    api.policy.set(
      processDeployPermission.name,
      createBpmnProcessConditionalDecision(
        processDeployPermission,
        bpmnProcessConditions.isProcessOwner({ claims: [OTHERS] }),
      ),
    );
    // when
    const { status } = await deploy(
      bundle(sequence(processId, [job('changed')])),
    );
    // then
    expect(status).toBe(403);
  });

  it('should take a model of the largest size, and refuse a larger body', async () => {
    // given
    const padded = (bytes: number) =>
      small().replace(
        '</definitions>',
        `<!--${'x'.repeat(bytes)}--></definitions>`,
      );
    // when
    const large = await deploy(
      bundle(padded(MAX_DEFINITION_BYTES - small().length - 7)),
    );
    const larger = await deploy(bundle(padded(MAX_DEFINITION_BYTES)));
    const huge = await deploy(bundle(padded(6 * 1024 * 1024)));
    // then
    expect(large.status).toBe(201);
    expect(larger.status).toBe(400);
    expect(huge.status).toBe(413);
    expect(huge.body).toMatchObject({ code: 'bodyTooLarge' });
  });

  it('should list processes page by page, without those that one may not see', async () => {
    // given
    const ids = ['a', 'b', 'c', 'd', 'e'].map(it => `list-${count}.${it}`);
    for (const id of ids) {
      await api.deploy(
        sequence(id, [job('work')]),
        id.endsWith('c') ? OTHERS : OWNER,
      );
    }
    api.policy.set(
      processReadPermission.name,
      createBpmnProcessConditionalDecision(processReadPermission, {
        allOf: [
          bpmnProcessConditions.isProcessOwner({ claims: [OWNER] }),
          { not: bpmnProcessConditions.hasProcessId({ processIds: [ids[0]] }) },
        ],
      }),
    );
    // when
    const query = { processIdPrefix: `LIST-${count}.`, limit: 2 };
    const first = await api.ask('listProcesses', { query });
    const cursor = first.body.nextCursor;
    const last = await api.ask('listProcesses', {
      query: { ...query, cursor },
    });
    // then
    const shown = [...first.body.items, ...last.body.items];
    expect(first.body.items).toHaveLength(2);
    expect(shown.map(it => it.processId)).toEqual([ids[1], ids[3], ids[4]]);
    expect(last.body).not.toHaveProperty('nextCursor');
    // and
    const hidden = await api.ask('getProcess', {
      params: { processId: ids[2] },
    });
    expect(hidden.status).toBe(403);
    const others = await api.ask('listProcesses', {
      query: { ...query, ownerRef: OTHERS },
    });
    expect(others.body.items).toEqual([]);
  });

  it('should page through versions', async () => {
    // given
    for (const it of ['a', 'b', 'c']) {
      await api.deploy(sequence(processId, [job(it)]));
    }
    // when
    const first = await api.ask('listVersions', {
      params: { processId },
      query: { limit: 2 },
    });
    const last = await api.ask('listVersions', {
      params: { processId },
      query: { limit: 2, cursor: first.body.nextCursor },
    });
    // then
    const versions = [...first.body.items, ...last.body.items];
    expect(versions.map(({ version }) => version)).toEqual([3, 2, 1]);
    const { id } = versions[0];
    const definition = await api.ask('getProcessDefinition', {
      params: { processDefinitionId: id },
    });
    expect(definition.body).toEqual(versions[0]);
  });

  it.each(['nonsense', Buffer.from('["a","b"]').toString('base64url'), 'W10'])(
    'should refuse the cursor %s',
    async cursor => {
      const { status } = await api.ask('listProcesses', { query: { cursor } });
      expect(status).toBe(400);
    },
  );

  it('should show element templates', async () => {
    const { body } = await api.ask('listElementTemplates');
    expect(body.items).toMatchObject([{ id: 'test.template' }]);
  });

  it('should list nothing for those who may see nothing', async () => {
    api.policy.set(processReadPermission.name, {
      result: AuthorizeResult.DENY,
    });
    expect((await api.ask('listProcesses')).status).toBe(403);
  });
});
