import {
  mockCredentials,
  mockServices,
  ServiceFactoryTester,
  type ServiceMock,
} from '@backstage/backend-test-utils';
import {
  createServiceFactory,
  createServiceRef,
  type AuthService,
} from '@backstage/backend-plugin-api';
import { bpmnRoutes } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bpmnServiceRef, type BpmnService } from '.';

/** What the plugin that asks is given. */
const orders = createServiceFactory({
  service: createServiceRef<BpmnService>({ id: 'orders', scope: 'plugin' }),
  deps: { bpmn: bpmnServiceRef },
  factory: ({ bpmn }) => bpmn,
});

const ADA = mockCredentials.user('user:default/ada');

describe('the service for other plugins', () => {
  const asked: (Pick<IncomingMessage, 'url' | 'method' | 'headers'> & {
    readonly body: string;
  })[] = [];
  let answers: { status: number; body: string; type?: string }[];
  let server: Server;
  let auth: ServiceMock<AuthService>;
  let service: BpmnService;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const { url, method, headers } = request;
      const body = (await request.toArray()).join('');
      asked.push({ url, method, headers, body });
      const answer = answers.shift()!;
      response.writeHead(answer.status, {
        'content-type': answer.type ?? 'application/json',
      });
      response.end(answer.body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });

  beforeEach(async () => {
    asked.length = 0;
    let count = 0;
    auth = mockServices.auth.mock({
      getPluginRequestToken: async () => ({ token: `token-${++count}` }),
    });
    const { port } = server.address() as AddressInfo;
    const discovery = mockServices.discovery.mock({
      getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
    });
    const tester = ServiceFactoryTester.from(orders, {
      dependencies: [auth.factory, discovery.factory],
    });
    service = await tester.getSubject('orders');
  });

  it('should have a method for each operation', () => {
    expect(Object.keys(service).sort()).toEqual(
      [
        ...Object.keys(bpmnRoutes),
        'followInstance',
        'followScriptLog',
        'getFile',
        'getMailAttachment',
      ].sort(),
    );
  });

  it('should ask where the plugin is, with a token of whom it asks for', async () => {
    // given
    answers = [{ status: 201, body: '{"id":"i"}' }];
    // when
    const started = await service.startInstance(
      { body: { processId: 'order' } },
      { credentials: ADA, idempotencyKey: 'order 5' },
    );
    // then
    expect(started).toEqual({ id: 'i' });
    expect(asked).toMatchObject([
      {
        method: 'POST',
        url: '/api/bpmn/v1/process-instances',
        body: '{"processId":"order"}',
        headers: {
          authorization: 'Bearer token-1',
          'idempotency-key': 'order 5',
          'content-type': 'application/json',
        },
      },
    ]);
    expect(auth.getPluginRequestToken).toHaveBeenCalledWith({
      onBehalfOf: ADA,
      targetPluginId: 'bpmn',
    });
  });

  it('should say why it was refused', async () => {
    // given
    const problem = { code: 'notAllowed', detail: 'Expected a permission' };
    answers = [{ status: 403, body: JSON.stringify(problem) }];
    // when
    const refused = service.getProcess(
      { processId: 'order' },
      { credentials: ADA },
    );
    // then
    await expect(refused).rejects.toMatchObject({
      name: 'BpmnApiError',
      problem,
    });
  });

  it('should give the bytes of files and attachments', async () => {
    // given
    answers = [
      { status: 200, type: 'text/csv', body: 'a,b' },
      { status: 200, type: 'text/csv', body: 'c,d' },
    ];
    const options = { credentials: ADA };
    // when
    const found = [
      await service.getFile({ instanceId: 'i', fileKey: 'f' }, options),
      await service.getMailAttachment({ mailId: 'm', fileKey: 'f' }, options),
    ];
    // then
    expect(await Promise.all(found.map(one => one.text()))).toEqual([
      'a,b',
      'c,d',
    ]);
  });

  it('should follow an instance for longer than a token lives', async () => {
    // given
    const event = (revision: number) =>
      `id: ${revision}\nevent: changes\ndata: {"revision":${revision}}\n\n`;
    const type = 'text/event-stream';
    answers = [
      { status: 200, type, body: event(1) },
      { status: 200, type, body: `${event(2)}event: end\ndata: {}\n\n` },
    ];
    // when
    const seen = [];
    for await (const { revision } of service.followInstance(
      { instanceId: 'i' },
      { credentials: ADA },
    )) {
      seen.push(revision);
    }
    // then
    expect(seen).toEqual([1, 2]);
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });
});
