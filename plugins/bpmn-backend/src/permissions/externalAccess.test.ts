import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  createBpmnClient,
  type BpmnApi,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { job, sequence } from '../__testUtils__/models';
import bpmnPlugin from '../index';

// A thread translates its source first.
jest.setTimeout(120_000);

const OWNER = 'group:default/data';

/** Programs outside the portal, by their tokens, and what they are restricted to. */
const RESTRICTIONS: Readonly<Record<string, JsonObject[] | undefined>> = {
  everything: undefined,
  starting: [
    {
      plugin: 'bpmn',
      permission: ['bpmn.process.start', 'bpmn.instance.read'],
    },
  ],
  reading: [{ plugin: 'bpmn', permissionAttribute: { action: ['read'] } }],
  working: [{ plugin: 'bpmn', permission: ['bpmn.process.work'] }],
  elsewhere: [{ plugin: 'catalog' }],
};
const tokenOf = (name: string) => `token-of-${name}`;

const config = {
  permission: { enabled: true },
  backend: {
    auth: {
      externalAccess: Object.entries(RESTRICTIONS).map(
        ([name, accessRestrictions]) => ({
          type: 'static',
          options: { token: tokenOf(name), subject: `external:${name}` },
          ...(accessRestrictions && { accessRestrictions }),
        }),
      ),
    },
  },
};

describe('programs outside the portal', () => {
  let backend: TestBackend;
  let client: BpmnApi;
  let instanceId: string;

  const as = (name: string) => ({ token: tokenOf(name) });
  const deploying = (processId: string) => ({
    body: {
      ownerRef: OWNER,
      resources: [
        {
          name: 'model.bpmn',
          content: sequence(processId, [
            job('work'),
            [
              'review',
              '<userTask id="review"><extensionElements><zeebe:userTask /></extensionElements></userTask>',
            ],
          ]),
        },
      ],
    },
  });
  const starting = { body: { processId: 'shared' } };
  const activating = { body: { types: ['work'], worker: 'outside' } };
  const refused = { problem: { status: 403, code: 'notAllowed' } };
  const areRefused = (attempts: readonly Promise<unknown>[]) =>
    Promise.all(
      attempts.map(attempt => expect(attempt).rejects.toMatchObject(refused)),
    );

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        bpmnPlugin,
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
        mockServices.rootConfig.factory({ data: config as any }),
      ],
    });
    const base = `http://localhost:${backend.server.port()}/api`;
    client = createBpmnClient({
      discoveryApi: { getBaseUrl: async id => `${base}/${id}` },
      fetchApi: { fetch },
    });
    await client.deploy(deploying('shared'), as('everything'));
    ({ id: instanceId } = await client.startInstance(
      starting,
      as('everything'),
    ));
  });

  afterAll(() => backend.stop());

  it('should do what people do, each under its own name', async () => {
    // given
    const { items: jobs } = await client.activateJobs(
      activating,
      as('everything'),
    );
    // when
    for (const { id: jobId, attemptId } of jobs) {
      await client.completeJob(
        { jobId, body: { attemptId } },
        as('everything'),
      );
    }
    const { items: tasks } = await client.listTasks({}, as('everything'));
    const [{ id: taskId }] = tasks;
    await client.completeTask({ taskId, body: {} }, as('everything'));
    // then
    expect(
      await client.getInstance({ instanceId }, as('everything')),
    ).toMatchObject({ state: 'completed', startedBy: 'external:everything' });
  });

  it('should do what they are restricted to, and nothing else', async () => {
    // when
    const started = await client.startInstance(starting, as('starting'));
    // then
    expect(started.startedBy).toBe('external:starting');
    await areRefused([
      client.deploy(deploying('theirs'), as('starting')),
      client.cancelInstance({ instanceId: started.id }, as('starting')),
      client.activateJobs(activating, as('starting')),
      client.listProcesses({}, as('starting')),
      client.listTasks({}, as('starting')),
    ]);
  });

  it('should read only where they may read only', async () => {
    // when
    const { items } = await client.listProcesses({}, as('reading'));
    // then
    expect(items).toMatchObject([{ processId: 'shared' }]);
    await client.getInstance({ instanceId }, as('reading'));
    await areRefused([
      client.startInstance(starting, as('reading')),
      client.evaluateConditions({ body: { ownerRef: OWNER } }, as('reading')),
      client.publishMessage(
        { body: { ownerRef: OWNER, name: 'paid' } },
        as('reading'),
      ),
      client.setVariables(
        { instanceId, body: { variables: { a: 1 } } },
        as('reading'),
      ),
    ]);
  });

  it('should do jobs where they are for that', async () => {
    // given
    await client.startInstance(starting, as('everything'));
    // when
    const { items } = await client.activateJobs(activating, as('working'));
    // then
    const [{ id: jobId, attemptId }] = items;
    await client.completeJob({ jobId, body: { attemptId } }, as('working'));
    await expect(
      client.startInstance(starting, as('working')),
    ).rejects.toMatchObject(refused);
  });

  it('should be turned away where they are for other plugins', async () => {
    await expect(
      client.listProcesses({}, as('elsewhere')),
    ).rejects.toMatchObject({ problem: { status: 403 } });
  });

  it('should be turned away where nobody knows them', async () => {
    await expect(
      client.listProcesses({}, { token: 'guessed' }),
    ).rejects.toMatchObject({ problem: { status: 401 } });
  });
});
