import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import express from 'express';
import { createServer, type Server } from 'node:http';
import type { Knex } from 'knex';
import request from 'supertest';
import { ElementTemplates } from '../elementTemplates/ElementTemplates';
import { createHost, type Host, type HostOptions } from '../host/Host';
import { openApiDocument, operations } from '../openapi/document';
import type { Operation } from '../openapi/operation';
import { OperationValidator } from '../openapi/OperationValidator';
import { Access } from '../permissions/Access';
import { instanceRules, processRules } from '../permissions/rules';
import { taskRules } from '../permissions/taskRules';
import { createRouteServices } from '../plugin';
import { createRouter } from '../router/createRouter';
import { settle } from './settle';

/** Owns what is deployed here, and those who are members. */
export const OWNER = 'group:default/data';
export const ADA = 'user:default/ada';
/** Member of another group. */
export const EVE = 'user:default/eve';
export const OTHERS = 'group:default/others';

/** Member of both. */
export const BEA = 'user:default/bea';

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  [ADA]: [OWNER],
  [EVE]: [OTHERS],
  [BEA]: [OWNER, OTHERS],
};

export type OperationId = keyof typeof operations;

/** A request to an operation. */
export interface RestRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Absent: Ada. */
  readonly as?: string | 'nobody' | 'service';
}

/** What it says of a permission by its name; an error: it cannot be asked; else what happens while it is asked. */
type Policy = Map<string, PolicyDecision | Error | (() => Promise<unknown>)>;

const ALLOWED: PolicyDecision = { result: AuthorizeResult.ALLOW };

/** What is read of a template by the tests. */
const TEMPLATE = {
  id: 'test.template',
  name: 'Template',
  appliesTo: ['bpmn:Task'],
  properties: [],
};

/** The REST API over a host; a policy allows everything, as that of a new portal does, until it is told otherwise. */
export function restApi(knex: Knex, options: Partial<HostOptions> = {}) {
  const clock = { time: Date.UTC(2026, 0, 1), now: () => clock.time };
  const logger = mockServices.logger.mock();
  const host = createHost({ knex, clock, logger, ...options });
  const policy: Policy = new Map();
  const stopping = new AbortController();
  const elementTemplates = new ElementTemplates();
  elementTemplates.addElementTemplate(TEMPLATE);
  const services = {
    ...createRouteServices(host, stopping.signal),
    access: accessOf(policy),
    elementTemplates,
  };
  const { auditor, events } = noting();
  const httpAuth = mockServices.httpAuth();
  const context = { httpAuth, auditor, logger };
  const app = express().use(createRouter(services, context));
  // One for all requests; it keeps no test from ending.
  const server = createServer(app).listen(0).unref();
  const given = { clock, events, host, logger, policy, server, services };
  return { ...given, stopping, ...asking(server), ...running(server, host) };
}

/** An auditor, and what it was told. */
function noting() {
  const events: Record<string, unknown>[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId, meta }) => ({
      success: async given => {
        events.push({ eventId, ...meta, ...given?.meta });
      },
      fail: async given => {
        events.push({ eventId, ...meta, ...given.meta, error: given.error });
      },
    }),
  });
  return { auditor, events };
}

function asking(server: Server) {
  function send(id: OperationId, asked: RestRequest) {
    const { params = {}, query = {}, headers = {}, body } = asked;
    const { method, path } = operations[id];
    const url = path.replace(/\{(\w+)\}/g, (_, name) =>
      encodeURIComponent(params[name] ?? 'missing'),
    );
    return request(server)
      [method](`/v1${url}`)
      .set({ authorization: authorizationOf(asked.as ?? ADA), ...headers })
      .query(query)
      .send(body as object);
  }

  /** Asks, and holds the answer to the document. */
  async function ask(id: OperationId, asked: RestRequest = {}) {
    const response = await send(id, asked);
    const problem = findProblem(id, response);
    if (problem) {
      throw new Error(`${id}: ${problem}: ${response.text}`);
    }
    return response;
  }

  return { send, ask };
}

function running(server: Server, host: Host) {
  async function deploy(xml: string, ownerRef = OWNER) {
    const { problems: found, definitions } = await host.deployments.deploy(
      { ownerRef, resources: [{ name: 'model.bpmn', content: xml }] },
      ADA,
    );
    if (definitions.length === 0) {
      throw new Error(JSON.stringify(found));
    }
    return definitions[0];
  }

  /** Starts an instance, and does all that can be done now. */
  async function start(body: object): Promise<string> {
    const response = await asking(server).ask('startInstance', { body });
    await settle(host);
    return response.body.id;
  }

  return { deploy, start };
}

const validators = new Map(
  Object.entries(operations).map(([id, operation]) => [
    id,
    new OperationValidator(operation),
  ]),
);
const problems = new OperationValidator({
  ...operations.deploy,
  answer: { $ref: '#/components/schemas/ProblemDetails' },
});

/** What the document has not foreseen in an answer. */
export function findProblem(
  id: OperationId,
  response: { status: number; body: unknown; type: string },
): string | undefined {
  const operation: Operation = operations[id];
  const { status, body, type } = response;
  if (status === operation.status) {
    const isJson = operation.answer && !operation.answerType;
    return isJson ? validators.get(id)!.findAnswerProblem(body) : undefined;
  }
  if (operation.otherAnswers?.some(other => other === status)) {
    return undefined;
  }
  const paths: Record<string, Record<string, any>> = openApiDocument.paths;
  const { responses } = paths[operation.path][operation.method];
  if (!responses[status]) {
    return `${status} is not in the document`;
  }
  if (type !== 'application/problem+json') {
    return `${type} is no problem`;
  }
  return problems.findAnswerProblem(body);
}

function authorizationOf(as: string): string {
  switch (as) {
    case 'nobody':
      return mockCredentials.none.header();
    case 'service':
      return mockCredentials.service.header();
    default:
      return mockCredentials.user.header(as);
  }
}

function accessOf(policy: Policy): Access {
  const decide = async ({ permission }: { permission: { name: string } }) => {
    const decision = policy.get(permission.name) ?? ALLOWED;
    if (decision instanceof Error) {
      throw decision;
    }
    if (typeof decision === 'function') {
      await decision();
      return ALLOWED;
    }
    return decision;
  };
  const rules = {
    'bpmn-process': processRules,
    'bpmn-instance': instanceRules,
    'bpmn-task': taskRules,
  };
  return new Access({
    permissions: mockServices.permissions.mock({
      authorize: async requests => Promise.all(requests.map(decide)) as any,
      authorizeConditional: async requests => Promise.all(requests.map(decide)),
    }),
    registry: {
      getPermissionRuleset: ({ resourceType }: any) => ({
        getRuleByName: (name: string) =>
          Object.values<any>(rules[resourceType as keyof typeof rules]).find(
            rule => rule.name === name,
          ),
      }),
    } as any,
    userInfo: mockServices.userInfo.mock({
      getUserInfo: async ({ principal }) => {
        const { userEntityRef } = principal as { userEntityRef: string };
        return {
          userEntityRef,
          ownershipEntityRefs: [userEntityRef, ...GROUPS[userEntityRef]],
        };
      },
    }),
  });
}
