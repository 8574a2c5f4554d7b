import type {
  AuditorService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { headerSchemas } from '../openapi/document';
import type { Operation, OperationTypes } from '../openapi/operation';
import { OperationValidator } from '../openapi/OperationValidator';
import { audited } from '../router/audited';
import type { Call, Handler } from '../router/Call';
import type { RouteServices } from '../router/RouteServices';

/** An operation of the REST API with what does it. */
export interface Performed<Types extends OperationTypes> {
  readonly id: string;
  readonly operation: Operation;
  readonly handler: Handler<Types>;
}

/** What somebody asks of it, in the parts of a request. */
export interface Asked {
  readonly credentials: BackstageCredentials;
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

/** What operations need. */
export interface OperationContext {
  readonly services: RouteServices;
  readonly auditor: AuditorService;
}

/**
 * Does an operation of the REST API without a request: checked, allowed and audited like one. Throws an InputError if what is asked is not
 * as the OpenAPI document says.
 */
export async function performOperation<Types extends OperationTypes>(
  { id, operation, handler }: Performed<Types>,
  { params = {}, query = {}, body, idempotencyKey, credentials }: Asked,
  { services, auditor }: OperationContext,
): Promise<Types['answer']> {
  const { known, actor } = callerOf(credentials);
  return audited(
    auditor,
    { id, operation, actor, params, query, idempotencyKey },
    async note => {
      const parts = {
        params: { ...params },
        query: { ...query },
        headers: { [headerSchemas.idempotencyKey.name]: idempotencyKey },
        body,
      };
      const validator = new OperationValidator(operation);
      const problem = validator.findRequestProblem(parts);
      if (problem) {
        throw new InputError(problem);
      }
      const call = {
        ...parts,
        idempotencyKey,
        credentials: known,
        isSignedIn: true,
        actor,
        signal: services.stopping,
        note,
        stream() {
          throw new Error(
            `Expected ${id} to answer at once, but it is a stream`,
          );
        },
      } as unknown as Call<Types>;
      return handler(call, services);
    },
  );
}

type Known = BackstageUserPrincipal | BackstageServicePrincipal;

function callerOf(credentials: BackstageCredentials): {
  readonly known: BackstageCredentials<Known>;
  readonly actor: string;
} {
  const principal = credentials.principal as Known | { readonly type?: string };
  if (principal.type === 'user' || principal.type === 'service') {
    const known = credentials as BackstageCredentials<Known>;
    const actor =
      known.principal.type === 'user'
        ? known.principal.userEntityRef
        : known.principal.subject;
    return { known, actor };
  }
  throw new NotAllowedError(
    'Expected somebody who is signed in, or a service, but found nobody',
  );
}
