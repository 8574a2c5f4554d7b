import { isError, type ErrorLike } from '@backstage/errors';
import { STATUS_CODES } from 'node:http';
import type { ProblemDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  Rejection,
  type RejectionCode,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { EvaluationExceeded } from '../evaluation';
import { InvalidForm } from '../forms/InvalidForm';
import { FileTooLarge } from '../files/FileTooLarge';
import { ProcessTaken } from '../store/deployments';
import { DraftConflict } from '../store/drafts';
import { TaskConflict } from '../tasks/TaskConflict';
import { KeyReused } from '../store/idempotency';
import { NewerFormat } from '../store/instances';
import { whyUnavailable } from '../store/whyUnavailable';
import { Refusal } from './Refusal';

const PROBLEM_TYPE = 'https://bpmn-pipelines.dev/problems/';

const REJECTIONS: Readonly<Record<RejectionCode, number>> = {
  notFound: 404,
  invalidState: 409,
  invalidArgument: 400,
  variableTooLarge: 413,
};

/** Errors of Backstage, by their names: packages can be there twice. */
const BY_NAME: Readonly<Record<string, readonly [number, string]>> = {
  InputError: [400, 'invalidArgument'],
  AuthenticationError: [401, 'notAuthenticated'],
  NotAllowedError: [403, 'notAllowed'],
  NotFoundError: [404, 'notFound'],
  ConflictError: [409, 'invalidState'],
  ServiceUnavailableError: [503, 'unavailable'],
};

/** What an error tells whoever has asked; undefined if it is our fault: then it is none of their business. */
export function problemOf(error: unknown): ProblemDetails | undefined {
  if (error instanceof Rejection) {
    const { code, message, parameters } = error;
    return problem(REJECTIONS[code], code, { detail: message, parameters });
  }
  if (error instanceof Refusal) {
    return problem(error.status, error.code, {
      ...error.details,
      detail: error.message,
    });
  }
  if (error instanceof ProcessTaken) {
    const { message: detail, processId, ownerRef } = error;
    const parameters = { processId, ownerRef };
    return problem(409, 'processTaken', { detail, parameters });
  }
  if (error instanceof TaskConflict || error instanceof DraftConflict) {
    const { code, message: detail, parameters } = error;
    return problem(409, code, { detail, parameters });
  }
  if (error instanceof FileTooLarge) {
    const { code, message: detail, parameters } = error;
    return problem(413, code, { detail, parameters });
  }
  if (error instanceof InvalidForm) {
    const { message: detail, problems: fieldProblems } = error;
    return { ...problem(422, 'invalidForm', { detail }), fieldProblems };
  }
  if (error instanceof KeyReused) {
    const { message: detail, key } = error;
    return problem(422, 'keyReused', { detail, parameters: { key } });
  }
  // Not instanceof: errors of drivers can have been made with another Error than that of here.
  return isError(error) ? problemOfOther(error) : undefined;
}

/** What is not ours, or not of the request. */
function problemOfOther(error: ErrorLike): ProblemDetails | undefined {
  return (
    problemOfReplica(error) ??
    problemOfBody(error) ??
    problemOfDatabase(error) ??
    problemOfName(error)
  );
}

/** What cannot be done here, or not now. */
function problemOfReplica(error: ErrorLike): ProblemDetails | undefined {
  const { message: detail } = error;
  if (error instanceof NewerFormat) {
    const parameters = { instanceId: error.instanceId };
    return problem(503, 'newerFormat', { detail, parameters });
  }
  return error instanceof EvaluationExceeded
    ? problem(503, 'tookTooLong', { detail })
    : undefined;
}

/** Whoever has asked does not know whether it was done: what has a key, or an id, can be asked for again. */
function problemOfDatabase(error: ErrorLike): ProblemDetails | undefined {
  const why = whyUnavailable(error);
  return why === undefined
    ? undefined
    : problem(503, 'unavailable', {
        detail: `Expected the database to do as asked, but ${why}. Ask again in a moment, with the same Idempotency-Key; if it lasts, those who run the portal have to look after the database`,
      });
}

/** What the reader of bodies does not accept. */
function problemOfBody(error: ErrorLike): ProblemDetails | undefined {
  const { type, status, limit } = error as {
    readonly type?: string;
    readonly status?: number;
    readonly limit?: number;
  };
  if (typeof type !== 'string' || status === undefined || status >= 500) {
    return undefined;
  }
  return status === 413
    ? problem(413, 'bodyTooLarge', {
        detail: `Expected a body of at most ${limit} bytes, but it is larger`,
        parameters: { limit: limit ?? 0 },
      })
    : problem(400, 'invalidBody', {
        detail: `Expected a body of JSON, but: ${error.message}`,
      });
}

function problemOfName({
  name,
  message,
}: ErrorLike): ProblemDetails | undefined {
  const found = BY_NAME[name];
  return found && problem(found[0], found[1], { detail: message });
}

/** A refusal as it is sent. */
export function problem(
  status: number,
  code: string,
  rest: Pick<ProblemDetails, 'detail'> &
    Partial<Pick<ProblemDetails, 'parameters' | 'problems' | 'elementIds'>>,
): ProblemDetails {
  const { detail, parameters, problems, elementIds } = rest;
  return {
    type: `${PROBLEM_TYPE}${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
    ...(parameters && { parameters }),
    ...(elementIds && { elementIds }),
    ...(problems && { problems }),
  };
}
