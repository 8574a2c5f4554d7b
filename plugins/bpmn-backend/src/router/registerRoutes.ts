import type {
  AuditorService,
  BackstageCredentials,
  BackstageNonePrincipal,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Request, Response, Router } from 'express';
import type { Operation, Operations } from '../openapi/operation';
import { OperationValidator } from '../openapi/OperationValidator';
import { audited } from './audited';
import type { Call, Handler, Handlers } from './Call';
import { EventStream } from './EventStream';
import { bodyReader } from './readBody';
import { Refusal } from './Refusal';
import type { RouteServices } from './RouteServices';
import { sendFile } from './sendFile';
import { uploadOf } from './uploadOf';

/** What every route needs besides its own service. */
export interface RouteContext {
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly logger: LoggerService;
}

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
    const route: Route = {
      id,
      operation,
      handler: handlers[id] as Handler<any>,
      validator: new OperationValidator(operation),
      readBody: bodyReader(operation),
    };
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    router[operation.method](path, (request, response) =>
      answer({ ...route, ...rest, request, response }),
    );
  }
}

interface Route {
  readonly id: string;
  readonly operation: Operation;
  readonly handler: Handler<any>;
  readonly validator: OperationValidator;
  readonly readBody: ReturnType<typeof bodyReader>;
}

interface Exchange extends Route {
  readonly services: RouteServices;
  readonly context: RouteContext;
  readonly request: Request;
  readonly response: Response;
}

/** Who asks. */
type Asker = Pick<Call, 'credentials' | 'actor' | 'isSignedIn'>;

async function answer(exchange: Exchange): Promise<void> {
  const { operation, handler, services } = exchange;
  const asker = await askerOf(exchange);
  const deed = async (note: Call['note']) =>
    handler(await callOf(exchange, asker, note), services);
  // What anybody can ask for, again and again, is no news.
  const given = operation.isOpen
    ? await deed(() => {})
    : await auditedDeed(exchange, asker, deed);
  send(exchange, given);
}

async function askerOf({
  operation,
  context,
  request,
}: Exchange): Promise<Asker> {
  const credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal | BackstageNonePrincipal
  > = await context.httpAuth.credentials(request, {
    allow: operation.isOpen ? ['user', 'service', 'none'] : ['user', 'service'],
  });
  const { principal } = credentials;
  return {
    // Where nobody is signed in no route asks for permissions.
    credentials: credentials as Asker['credentials'],
    isSignedIn: principal.type !== 'none',
    actor: actorOf(principal),
  };
}

function actorOf(
  principal:
    | BackstageUserPrincipal
    | BackstageServicePrincipal
    | BackstageNonePrincipal,
): string {
  switch (principal.type) {
    case 'user':
      return principal.userEntityRef;
    case 'service':
      return principal.subject;
    default:
      return 'nobody';
  }
}

function auditedDeed(
  { id, operation, context, request }: Exchange,
  { actor }: Asker,
  deed: (note: Call['note']) => Promise<unknown>,
): Promise<unknown> {
  const { params, query, headers } = request;
  const idempotencyKey = operation.isIdempotent && headers['idempotency-key'];
  return audited(
    context.auditor,
    {
      id,
      operation,
      actor,
      params,
      query,
      request,
      ...(idempotencyKey && { idempotencyKey: String(idempotencyKey) }),
    },
    deed,
  );
}

async function callOf(
  { validator, request, response, readBody }: Exchange,
  asker: Asker,
  note: Call['note'],
): Promise<Call<any>> {
  await readBody(request, response);
  const { headers, body } = request;
  const parts = {
    params: { ...request.params },
    query: { ...request.query },
    headers: { ...headers },
    body,
  };
  const found = validator.findRequestProblem(parts);
  if (found) {
    throw new Refusal([400, 'invalidRequest'], found);
  }
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return {
    ...asker,
    params: parts.params,
    query: parts.query,
    body,
    idempotencyKey: headers['idempotency-key'] as string | undefined,
    lastEventId: headers['last-event-id'] as string | undefined,
    signal: gone.signal,
    note,
    stream: () => new EventStream(response),
    upload: () => uploadOf(request),
    sendFile: (file, open) => sendFile({ request, response }, file, open),
  };
}

function send({ operation, response }: Exchange, given: unknown): void {
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
