import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { bpmnPermissions } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { job, sequence } from '../__testUtils__/models';
import {
  OWNER,
  restApi,
  type OperationId,
  type RestRequest,
} from '../__testUtils__/restApi';
import { openApiDocument, operations } from '../openapi/document';
import { taskOperations } from '../openapi/tasks';

const all = (Object.keys(operations) as OperationId[]).filter(
  // They have their own suite.
  id => !(id in taskOperations),
);

const KNOWN = {
  name: 'known.bpmn',
  content: sequence('known', [job('work')]),
};

/** Bodies that are as the document says, of things that may not be there. */
const BODIES: Partial<Record<OperationId, object>> = {
  deploy: {
    ownerRef: OWNER,
    resources: [KNOWN],
  },
  checkResources: { ownerRef: OWNER, resources: [KNOWN] },
  createDraft: { processId: 'known', ownerRef: OWNER, resources: [KNOWN] },
  saveDraft: { resources: [KNOWN], ifRevision: 1 },
  moveProcess: { ownerRef: OWNER },
  startInstance: { processId: 'known' },
  setVariables: { variables: { a: 1 } },
  moveInstance: { terminate: [], activate: [] },
  migrateInstance: { processDefinitionId: 'none' },
  activateElements: { scopeKey: 1, elementIds: ['a'] },
  resolveIncident: {},
  retryIncidents: {},
  activateJobs: { types: ['work'], worker: 'w' },
  completeJob: { attemptId: 'a' },
  failJob: { attemptId: 'a', message: 'no' },
  throwError: { attemptId: 'a', code: 'no' },
  extendLease: { attemptId: 'a', lease: 5000 },
  publishMessage: { ownerRef: OWNER, name: 'paid' },
  broadcastSignal: { ownerRef: OWNER, name: 'alarm' },
  evaluateConditions: { ownerRef: OWNER },
  skipSchedule: { skipsNext: true },
};

const QUERIES: Partial<Record<OperationId, object>> = {
  getDeploymentResource: { name: 'known.bpmn' },
  compareProcess: { from: 1 },
};

const of = (id: OperationId): RestRequest => ({
  query: QUERIES[id],
  body: BODIES[id],
});

const naming = all.filter(id => operations[id].params);

describe.each(eachDatabase)('every operation, on %s', databaseId => {
  let knex: Knex;
  let api: ReturnType<typeof restApi>;
  let params: Record<string, string>;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    api = restApi(knex);
    const { id, deploymentId } = await api.deploy(
      sequence('known', [job('work')]),
    );
    const instanceId = await api.start({ processId: 'known' });
    const activated = await api.ask('activateJobs', {
      body: { types: ['work'], worker: 'w' },
    });
    const failing = await api.start({ processId: 'known' });
    await knex('incidents').insert({
      instance_id: failing,
      key: 999,
      element_instance_key: 1,
      element_id: 'work',
      kind: 'jobFailed',
      raised_at: 1,
      message: 'no',
      details: '{}',
    });
    await knex('start_subscriptions').insert({
      id: 'of known',
      process_key: 'known',
      definition_id: id,
      element_id: 'start',
      event: 0,
      kind: 'timer',
      details: JSON.stringify({
        elementId: 'start',
        event: 0,
        waitsFor: {
          kind: 'timer',
          schedule: { kind: 'date', at: 0 },
          dueAt: 0,
          fired: 0,
          catchUp: 'once',
        },
      }),
    });
    const draft = await api.ask('createDraft', { body: BODIES.createDraft });
    params = {
      draftId: draft.body.id,
      deploymentId,
      processId: 'known',
      processDefinitionId: id,
      instanceId,
      jobId: activated.body.items[0].id,
      incidentId: `${failing}.999`,
      scheduleId: 'of known',
    };
  });

  afterEach(() => api.policy.clear());

  it.each(all)('should be in the document, with its permission: %s', id => {
    // given
    const { path, method, permission } = operations[id];
    const paths: Record<string, Record<string, any>> = openApiDocument.paths;
    // then
    expect(paths[path][method]).toMatchObject({
      operationId: id,
      summary: expect.any(String),
      'x-permission': permission,
    });
    expect(bpmnPermissions.map(({ name }) => name)).toContain(permission);
  });

  it.each(all)('should refuse those who may not: %s', async id => {
    // given
    api.policy.set(operations[id].permission, {
      result: AuthorizeResult.DENY,
    });
    // when
    const { status, body } = await api.ask(id, { ...of(id), params });
    // then
    expect(status).toBe(403);
    expect(body).toMatchObject({
      code: 'notAllowed',
      detail: expect.stringContaining(operations[id].permission),
    });
    expect(api.events.at(-1)).toMatchObject({ error: expect.any(Error) });
  });

  it.each(all)('should refuse those who are not signed in: %s', async id => {
    const { status } = await api.ask(id, { ...of(id), params, as: 'nobody' });
    expect(status).toBe(401);
  });

  it.each(all)(
    'should refuse parameters that it does not know: %s',
    async id => {
      // when
      const { status, body } = await api.ask(id, {
        ...of(id),
        params,
        query: { ...QUERIES[id], wrong: 1 },
      });
      // then
      expect(status).toBe(400);
      expect(body).toMatchObject({
        code: 'invalidRequest',
        detail: expect.stringContaining('wrong'),
      });
    },
  );

  it.each(Object.keys(BODIES) as OperationId[])(
    'should refuse a body that is not as the document says: %s',
    async id => {
      for (const [body, status] of [
        [undefined, 400],
        [[], 400],
        ['{', 415],
        [{ ...BODIES[id], wrong: 1 }, 400],
      ] as const) {
        const response = await api.ask(id, { ...of(id), params, body });
        expect(response.status).toBe(status);
      }
    },
  );

  it.each(naming)('should not find what is not there: %s', async id => {
    // given
    const nothing = Object.fromEntries(
      Object.keys(params).map(name => [name, 'nothing.1']),
    );
    // when
    const { status, body } = await api.ask(id, { ...of(id), params: nothing });
    // then
    expect(status).toBe(404);
    expect(body).toMatchObject({
      code: 'notFound',
      detail: expect.stringContaining('nothing.1'),
    });
  });

  it('should answer for the document itself', async () => {
    // when
    const response = await fetchDocument(api);
    // then
    expect(response.body).toEqual(JSON.parse(JSON.stringify(openApiDocument)));
    expect(response.body.openapi).toBe('3.1.0');
  });
});

function fetchDocument({ server }: ReturnType<typeof restApi>) {
  return jest
    .requireActual<typeof import('supertest')>('supertest')(server)
    .get('/v1/openapi.json');
}
