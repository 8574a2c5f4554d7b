import type {
  AuditorService,
  AuditorServiceEvent,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Request } from 'express';
import type { Operation } from '../openapi/operation';
import type { Call } from './Call';

/** What somebody asks for, before it is known whether that can be asked for. */
export interface AuditedAsking {
  /** Of the operation. */
  readonly id: string;
  readonly operation: Operation;
  /** Entity ref, or the subject of a service. */
  readonly actor: string;
  readonly params: object;
  readonly query: object;
  readonly idempotencyKey?: string;
  /** Absent: it is asked for without one. */
  readonly request?: Request;
}

/** Does what is asked for, and tells the auditor what that was, who has asked, and what came of it: also where it is refused. */
export async function audited<Result>(
  auditor: AuditorService,
  asking: AuditedAsking,
  deed: (note: Call['note']) => Promise<Result>,
): Promise<Result> {
  const event = await beginning(auditor, asking);
  const notes: JsonObject[] = [];
  // Backstage's JSON is not readonly; nobody changes it.
  const noted = () => Object.assign({}, ...notes);
  let result: Result;
  try {
    result = await deed(meta => notes.push(meta));
  } catch (error) {
    await event.fail({ error: error as Error, meta: noted() });
    throw error;
  }
  await event.success({ meta: noted() });
  return result;
}

function beginning(
  auditor: AuditorService,
  { id, operation, request, ...asking }: AuditedAsking,
): Promise<AuditorServiceEvent> {
  const { params, query, actor, idempotencyKey } = asking;
  return auditor.createEvent({
    eventId: id.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`),
    severityLevel: operation.method === 'get' ? 'low' : 'medium',
    request,
    meta: {
      ...params,
      ...shownQuery(query, operation),
      actor,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    },
  });
}

/** What the operation knows of what is asked for. Of variables the names: whoever looks for a value may look for a secret. */
function shownQuery(query: object, operation: Operation): JsonObject {
  const known = Object.entries(query).filter(
    ([name]) => operation.query && Object.hasOwn(operation.query, name),
  );
  return Object.fromEntries(
    known.map(([name, value]) => [
      name,
      name === 'variable'
        ? [value].flat().map(one => String(one).split('=', 1)[0])
        : value,
    ]),
  );
}
