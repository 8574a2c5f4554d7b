import { join } from 'node:path';
import {
  createServiceFactory,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import {
  signalsServiceRef,
  type SignalPayload,
} from '@backstage/plugin-signals-node';
import bpmnPlugin from '@bpmn-pipelines/backstage-plugin-bpmn-backend';
import bpmnModuleNotifications from '@bpmn-pipelines/backstage-plugin-bpmn-backend-module-notifications';
import {
  createBpmnClient,
  type BpmnApi,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

// A thread translates the source of the back end first.
jest.setTimeout(120_000);

const ORG = join(resolvePackagePath('backend'), '../../examples/org.yaml');
const OWNER = 'group:default/platform';
const ADA = 'user:default/ada';
const CHLOE = 'user:default/chloe';

const model = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="https://example.org">
  <process id="holiday" name="Holiday" isExecutable="true">
    <startEvent id="start" /><sequenceFlow id="in" sourceRef="start" targetRef="approve" />
    <userTask id="approve" name="Approve"><extensionElements><zeebe:userTask /><zeebe:assignmentDefinition assignee="manager of initiator" /></extensionElements></userTask>
  </process></definitions>`;

/** The signals of the portal, and who waits for one. */
class Signals {
  private readonly published: SignalPayload[] = [];
  private readonly waiting = new Set<() => void>();

  async publish(signal: SignalPayload) {
    this.published.push(signal);
    this.waiting.forEach(look => look());
  }

  /** One on a channel to somebody, past or to come. */
  async find(channel: string, ref: string): Promise<SignalPayload> {
    const isIt = ({ recipients, ...signal }: SignalPayload) =>
      signal.channel === channel &&
      recipients.type === 'user' &&
      recipients.entityRef.includes(ref);
    for (;;) {
      const found = this.published.find(isIt);
      if (found) {
        return found;
      }
      await new Promise<void>(resolve => {
        const look = () => {
          this.waiting.delete(look);
          resolve();
        };
        this.waiting.add(look);
      });
    }
  }
}

describe('the people of the demo portal', () => {
  const signals = new Signals();
  let backend: TestBackend;
  let base: string;
  let client: BpmnApi;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        notificationsPlugin,
        bpmnPlugin,
        bpmnModuleNotifications,
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => signals,
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
            // The catalog may know them only later.
            bpmn: { people: { refresh: 'PT1S' } },
            catalog: {
              rules: [{ allow: ['User', 'Group'] }],
              locations: [{ type: 'file', target: ORG }],
            },
          },
        }),
      ],
    });
    const { port } = backend.server.address() as { readonly port: number };
    base = `http://localhost:${port}`;
    client = createBpmnClient({
      discoveryApi: { getBaseUrl: async id => `${base}/api/${id}` },
      fetchApi: { fetch },
    });
  });

  afterAll(() => backend.stop());

  const as = (ref: string) => ({ token: mockCredentials.user.token(ref) });

  it('should get what is for the manager of who has started it, with a notification and live', async () => {
    // given
    const resources = [{ name: 'model.bpmn', content: model }];
    await client.deploy(
      { body: { ownerRef: OWNER, resources } },
      { token: mockCredentials.service.token() },
    );
    // when
    await client.startInstance({ body: { processId: 'holiday' } }, as(CHLOE));
    // then
    await signals.find('notifications', ADA);
    const { message } = await signals.find('bpmn:tasks', ADA);
    const { items } = await client.listTasks({ scope: 'mine' }, as(ADA));
    const [{ id, name, assignee }] = items;
    expect({ name, assignee }).toEqual({ name: 'Approve', assignee: ADA });
    expect(message).toEqual({ taskIds: [id] });
    const response = await fetch(`${base}/api/notifications`, {
      headers: { authorization: mockCredentials.user.header(ADA) },
    });
    const { notifications } = await response.json();
    expect(notifications).toMatchObject([
      {
        origin: 'plugin:bpmn',
        payload: {
          title: 'Approve',
          description: `Holiday · started by ${CHLOE}`,
          link: `/tasks/${id}`,
          scope: `bpmn:task:${id}`,
        },
      },
    ]);
    // when
    const completed = await client.completeTask(
      { taskId: id, body: { outcome: 'approved' } },
      as(ADA),
    );
    // then
    expect(completed.state).toBe('completed');
  });
});
