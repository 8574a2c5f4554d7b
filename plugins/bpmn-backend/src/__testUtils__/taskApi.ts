import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { ElementTemplates } from '../elementTemplates/ElementTemplates';
import { taskOperations } from '../openapi/tasks';
import type { HostOptions } from '../host/Host';
import { OperationValidator } from '../openapi/OperationValidator';
import { Access } from '../permissions/Access';
import { taskRules } from '../permissions/taskRules';
import { createRouteServices } from '../plugin';
import { createRouter } from '../router/createRouter';
import type { Caller } from '../tasks/Caller';
import { taskHost } from './taskHost';

type OperationId = keyof typeof taskOperations;

/** A request to an operation. */
export interface TaskRequest {
  readonly id?: string;
  readonly query?: object;
  readonly body?: object;
  /** Absent: nobody is signed in. */
  readonly as?: Caller;
}

const ALLOWED: PolicyDecision = { result: AuthorizeResult.ALLOW };

/** The REST API over a host for user tasks; a policy allows everything, as that of a new portal does, until it is told otherwise. */
export function taskApi(
  knex: Knex,
  people: readonly Caller[],
  options: Partial<HostOptions> = {},
) {
  const t = taskHost(knex, options);
  const policy = new Map<string, PolicyDecision>();
  const success = jest.fn(async () => {});
  const auditor = mockServices.auditor.mock({
    createEvent: async () => ({ success, fail: async () => {} }),
  });
  const services = {
    ...createRouteServices(t.host, new AbortController().signal),
    access: accessOf(policy, people),
    elementTemplates: new ElementTemplates(),
  };
  const app = express().use(
    createRouter(services, {
      httpAuth: mockServices.httpAuth(),
      auditor,
      logger: mockServices.logger.mock(),
    }),
  );

  /** Asks, and holds the answer to the document. */
  async function call(
    operationId: OperationId,
    { id = '', query = {}, body, as }: TaskRequest,
  ) {
    const operation = taskOperations[operationId];
    const path = `/v1${operation.path.replace('{taskId}', id)}`;
    const response = await request(app)
      [operation.method](path)
      .set('authorization', headerOf(as))
      .query(query)
      .send(body);
    const problem =
      response.status < 300
        ? new OperationValidator(operation).findAnswerProblem(response.body)
        : undefined;
    return { status: response.status, body: response.body, problem };
  }

  return { ...t, policy, call, audited: success };
}

function headerOf(caller: Caller | undefined): string {
  if (!caller) {
    return mockCredentials.none.header();
  }
  return caller.isService
    ? mockCredentials.service.header()
    : mockCredentials.user.header(caller.actor);
}

function accessOf(
  policy: ReadonlyMap<string, PolicyDecision>,
  people: readonly Caller[],
): Access {
  return new Access({
    permissions: mockServices.permissions.mock({
      authorizeConditional: async requests =>
        requests.map(
          ({ permission }) => policy.get(permission.name) ?? ALLOWED,
        ),
    }),
    registry: {
      getPermissionRuleset: () => ({
        getRuleByName: (name: string) =>
          Object.values(taskRules).find(rule => rule.name === name),
      }),
    } as any,
    userInfo: mockServices.userInfo.mock({
      getUserInfo: async ({ principal }) => {
        const { userEntityRef } = principal as { userEntityRef: string };
        const { refs } = people.find(({ actor }) => actor === userEntityRef)!;
        return { userEntityRef, ownershipEntityRefs: [...refs] };
      },
    }),
  });
}
