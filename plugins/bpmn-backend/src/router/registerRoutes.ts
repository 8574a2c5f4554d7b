import type {
  AuditorService,
  AuditorServiceEvent,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import express, { type Request, type Response, type Router } from 'express';
import type { Operation, Operations } from '../openapi/operation';
import { OperationValidator } from '../openapi/OperationValidator';
import type { Call, Handler, Handlers } from './Call';
import { EventStream } from './EventStream';
import { isTooDeep, DEEPEST } from './isTooDeep';
import { Refusal } from './Refusal';
import { requireJson } from './requireJson';
import type { RouteServices } from './RouteServices';

/** What every route needs besides its own service. */
export interface RouteContext {
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly logger: LoggerService;
}

const BODY_LIMIT = 5 * 1024 * 1024;

/** Registers a route for each operation: who asks, is it as the document says, is it allowed, do it, tell the auditor. */
export function registerRoutes<Ops extends Operations>(
  router: Router,
  {
    operations,
    handlers,
    ...rest
  }: {
    readonly operations: Ops;
    readonly handlers: Handlers<Ops>;
    readonly services: RouteServices;
    readonly context: RouteContext;
  },
): void {
  for (const [id, operation] of Object.entries(operations)) {
    const route = { id, operation, handler: handlers[id] as Handler<any> };
    const validator = new OperationValidator(operation);
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    router[operation.method](
      path,
      ...(operation.body
        ? [
            requireJson,
            express.json({ limit: operation.bodyLimit ?? BODY_LIMIT }),
          ]
        : []),
      (request, response) =>
        answer({ ...route, ...rest, validator, request, response }),
    );
  }
}

interface Exchange {
  readonly id: string;
  readonly operation: Operation;
  readonly handler: Handler<any>;
  readonly validator: OperationValidator;
  readonly services: RouteServices;
  readonly context: RouteContext;
  readonly request: Request;
  readonly response: Response;
}

async function answer(exchange: Exchange): Promise<void> {
  const { operation, handler, services, response } = exchange;
  const notes: JsonObject[] = [];
  const call = await callOf(exchange, meta => notes.push(meta));
  const event = await auditEventOf(exchange, call);
  let given: unknown;
  try {
    given = await handler(call, services);
  } catch (error) {
    await event.fail({
      error: error as Error,
      meta: Object.assign({}, ...notes),
    });
    throw error;
  }
  await event.success({ meta: Object.assign({}, ...notes) });
  if (response.headersSent) {
    return;
  }
  response.status(operation.status);
  if (!operation.answer) {
    response.end();
  } else if (operation.answerType) {
    response.type(operation.answerType).send(given);
  } else {
    response.json(given);
  }
}

async function callOf(
  { context, validator, request, response }: Exchange,
  note: Call['note'],
): Promise<Call<any>> {
  const credentials = await context.httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  const { body, headers } = request;
  const parts = {
    params: { ...request.params },
    query: { ...request.query },
    headers: { ...headers },
    body,
  };
  if (isTooDeep(body)) {
    throw new Refusal(
      [400, 'invalidRequest'],
      `Expected a body of at most ${DEEPEST} levels, but it is deeper`,
    );
  }
  const found = validator.findRequestProblem(parts);
  if (found) {
    throw new Refusal([400, 'invalidRequest'], found);
  }
  const { principal } = credentials;
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return {
    params: parts.params,
    query: parts.query,
    body,
    idempotencyKey: headers['idempotency-key'] as string | undefined,
    lastEventId: headers['last-event-id'] as string | undefined,
    credentials,
    actor:
      principal.type === 'user' ? principal.userEntityRef : principal.subject,
    signal: gone.signal,
    note,
    stream: () => new EventStream(response),
  };
}

async function auditEventOf(
  { id, operation, context, request }: Exchange,
  { params, query, idempotencyKey }: Call<any>,
): Promise<AuditorServiceEvent> {
  return context.auditor.createEvent({
    eventId: id.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`),
    severityLevel: operation.method === 'get' ? 'low' : 'medium',
    request,
    meta: {
      ...(params as JsonObject),
      ...(query as JsonObject),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    } as any,
  });
}
