import {
  coreServices,
  createBackendPlugin,
  type AuthService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  bpmnServiceRef,
  type BpmnService,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { job, sequence } from './__testUtils__/models';
import bpmnPlugin from './index';

// A thread translates its source first.
jest.setTimeout(120_000);

const OWNER = 'group:default/mock';
const ADA = mockCredentials.user('user:default/ada');

describe('the plugin, for other plugins', () => {
  let backend: TestBackend;
  let bpmn: BpmnService;
  let auth: AuthService;

  beforeAll(async () => {
    const orders = createBackendPlugin({
      pluginId: 'orders',
      register(reg) {
        reg.registerInit({
          deps: { auth: coreServices.auth, bpmn: bpmnServiceRef },
          async init(deps) {
            ({ auth, bpmn } = deps);
          },
        });
      },
    });
    backend = await startTestBackend({ features: [bpmnPlugin, orders] });
    const credentials = await auth.getOwnServiceCredentials();
    const content = sequence('order', [job('pack')]);
    const body = {
      ownerRef: OWNER,
      resources: [{ name: 'order.bpmn', content }],
    };
    await bpmn.deploy({ body }, { credentials });
  });

  afterAll(() => backend.stop());

  it('should do what they ask for in the name of a person', async () => {
    // when
    const body = { processId: 'order', businessKey: '5' };
    const started = await bpmn.startInstance(
      { body },
      { credentials: ADA, idempotencyKey: '5' },
    );
    const again = await bpmn.startInstance(
      { body },
      { credentials: ADA, idempotencyKey: '5' },
    );
    // then
    expect(started).toMatchObject({
      processId: 'order',
      ownerRef: OWNER,
      startedBy: 'user:default/ada',
    });
    expect(again.id).toBe(started.id);
  });

  it('should do what they ask for in their own name', async () => {
    // given
    const credentials = await auth.getOwnServiceCredentials();
    // when
    const { id: instanceId } = await bpmn.startInstance(
      { body: { processId: 'order' } },
      { credentials },
    );
    const canceled = await bpmn.cancelInstance({ instanceId }, { credentials });
    // then
    expect(canceled).toMatchObject({
      startedBy: 'plugin:orders',
      state: 'terminated',
    });
    const seen: string[] = [];
    for await (const { actor } of bpmn.followInstance(
      { instanceId },
      { credentials },
    )) {
      seen.push(actor);
    }
    expect(seen).toEqual(['plugin:orders', 'plugin:orders']);
  });

  it('should say why it refuses', async () => {
    // when
    const refused = bpmn.getProcess(
      { processId: 'nobodys' },
      { credentials: ADA },
    );
    // then
    await expect(refused).rejects.toMatchObject({
      name: 'BpmnApiError',
      problem: { status: 404, code: 'notFound' },
    });
  });
});
