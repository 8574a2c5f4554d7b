import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  bpmnPermissions,
  processCreatePermission,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import type { Given } from '../__testUtils__/Given';
import { cases, declared, HUGE } from '../__testUtils__/cases';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import {
  ADA,
  findProblem,
  type OperationId,
  type RestRequest,
} from '../__testUtils__/restApi';
import { newWorld, type World } from '../__testUtils__/world';
import { openApiDocument, operations } from '../openapi/document';
import type { Operation } from '../openapi/operation';

const ids = Object.keys(operations) as OperationId[];

/** Setting a world up takes its time where others work on the machine too. */
const PATIENCE = 120_000;

/** Every name stands for what is not there. */
const nothing: NonNullable<RestRequest['params']> = new Proxy(
  {},
  { get: () => 'nothing.1' },
);

const unreachable = Object.assign(new Error('connect ECONNREFUSED'), {
  code: 'ECONNREFUSED',
});

const operationOf = (id: OperationId): Operation => operations[id];

describe.each(eachDatabase)('every operation, on %s', databaseId => {
  let world: World;

  beforeAll(async () => {
    world = await newWorld(await migratedDatabase(databaseId));
  }, PATIENCE);

  afterEach(() => {
    world.api.policy.clear();
    world.api.clock.time = Date.UTC(2026, 0, 1);
  });

  afterAll(() => {
    world.api.server.closeAllConnections();
    world.api.server.close();
  });

  it.each(ids)('should be in the document, with its permission: %s', id => {
    // given
    const { path, method, permission, isOpen }: Operation = operations[id];
    const paths: Record<string, Record<string, any>> = openApiDocument.paths;
    // then
    expect(paths[path][method]).toMatchObject({
      operationId: id,
      summary: expect.any(String),
    });
    expect(paths[path][method]['x-permission']).toBe(permission);
    expect(
      isOpen ?? bpmnPermissions.some(({ name }) => name === permission),
    ).toBe(true);
  });

  it.each(declared)(
    'should answer as the document says: %s with %i',
    async (id, status) => {
      // given
      const { asked, code } = await given(id, status);
      // when
      const response = await asked();
      // then
      expect([response.status, response.body]).toEqual([status, response.body]);
      expect(findProblem(id, response)).toBeUndefined();
      expect(response.body?.code).toBe(code ?? response.body?.code);
    },
    PATIENCE,
  );

  interface Asking {
    readonly asked: () => Promise<{
      readonly status: number;
      readonly body: any;
      readonly type: string;
    }>;
    /** Of the problem. */
    readonly code?: string;
  }

  /** How an operation comes to answer with a status. */
  async function given(id: OperationId, status: number): Promise<Asking> {
    const ownCase = new Map(Object.entries<Given>({ ...cases[id] })).get(
      String(status),
    );
    if (ownCase) {
      const one = await ownCase(world);
      return { asked: async () => world.api.send(id, one) };
    }
    return givenAnyway(id, status);
  }

  /** As any operation comes to it. */
  async function givenAnyway(id: OperationId, status: number): Promise<Asking> {
    const { done } = cases[id];
    const asking = async (more: object = {}, code?: string) => {
      const one = { ...(await done(world)), ...more };
      return { asked: async () => world.api.send(id, one), code };
    };
    const { permission }: Operation = operations[id];
    switch (status) {
      case operations[id].status:
        return asking();
      case 400:
        return asking({ query: { wrong: 1 } }, 'invalidRequest');
      case 401:
        return asking({ as: 'nobody' }, 'notAuthenticated');
      case 403:
        for (const one of [permission!, processCreatePermission.name]) {
          world.api.policy.set(one, { result: AuthorizeResult.DENY });
        }
        return asking({}, 'notAllowed');
      case 404:
        return asking({ params: nothing }, 'notFound');
      case 413:
        return { asked: () => sendHuge(id), code: 'bodyTooLarge' };
      case 415:
        return asking(
          { headers: { 'content-type': 'text/plain' }, body: '{}' },
          'notJson',
        );
      case 503:
        world.api.policy.set(permission!, unreachable);
        return asking({}, 'unavailable');
      default:
        throw new Error(
          `Expected a case of ${id} that ends with ${status}, but there is none: is it possible at all?`,
        );
    }
  }

  async function sendHuge(id: OperationId) {
    const { done } = cases[id];
    const { params = {} } = await done(world);
    const { method, path } = operations[id];
    const { port } = world.api.server.address() as AddressInfo;
    const url = path.replace(/\{(\w+)\}/g, (_, name) => params[name]);
    const response = await fetch(`http://127.0.0.1:${port}/v1${url}`, {
      method: method.toUpperCase(),
      headers: {
        authorization: mockCredentials.user.header(ADA),
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      body: HUGE,
    });
    const [type] = response.headers.get('content-type')!.split(';');
    return { status: response.status, body: await response.json(), type };
  }

  it.each(ids.filter(id => 'body' in operations[id]))(
    'should refuse a body that is not as the document says: %s',
    async id => {
      const valid = await cases[id].done(world);
      for (const [body, status] of [
        [undefined, 400],
        [[], 400],
        ['{', 415],
        [{ ...(valid.body as object), wrong: 1 }, 400],
        [JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`), 400],
      ] as const) {
        const response = await world.api.ask(id, { ...valid, body });
        expect(response.status).toBe(status);
      }
    },
    PATIENCE,
  );

  it('should say whose permission is missing', async () => {
    // given
    const { name: permission } = bpmnPermissions[0];
    const id = ids.find(one => operationOf(one).permission === permission)!;
    world.api.policy.set(permission, { result: AuthorizeResult.DENY });
    // when
    const { body } = await world.api.ask(id, await cases[id].done(world));
    // then
    expect(body.detail).toContain(permission);
  });

  it('should answer for the document itself', async () => {
    // when
    const { body } = await request(world.api.server).get('/v1/openapi.json');
    // then
    expect(body).toEqual(JSON.parse(JSON.stringify(openApiDocument)));
    expect(body.openapi).toBe('3.1.0');
  });

  it('should not know what is not in the document', async () => {
    const { status, body } = await request(world.api.server).get('/v1/nothing');
    expect([status, body.code]).toEqual([404, 'unknownRoute']);
  });
});
