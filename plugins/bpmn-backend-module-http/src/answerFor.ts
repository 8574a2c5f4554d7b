import { STATUS_CODES } from 'node:http';
import {
  MAX_VARIABLE_BYTES,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  complete,
  fail,
  failForGood,
  throwError,
  type JobAnswer,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { HttpAnswer } from './exchange/exchange';
import { readBody } from './exchange/readBody';
import { retryAfter } from './exchange/retryAfter';
import { Refusal } from './refusal';
import { describeRequest, type HttpRequest } from './request/httpRequest';
import type { TaskSettings } from './request/readSettings';
import type { Unlocked } from './secrets/unlock';

/** Of the answers that say "you are wrong", those that say so only for now: timeout, too early, too many. */
const TEMPORARY: readonly number[] = [408, 425, 429];

/**
 * How a job went whose request was answered: done with 2xx, tried again with 5xx and 429, and with other 4xx as the task says.
 */
export function answerFor(
  answer: HttpAnswer,
  options: {
    readonly request: HttpRequest;
    readonly settings: TaskSettings;
    readonly redact: Unlocked['redact'];
    readonly now: number;
  },
): JobAnswer {
  const { request, settings, redact, now } = options;
  const { status, headers } = answer;
  const message = `Expected ${describeRequest(
    request,
  )} to succeed, but the answer was ${describeStatus(status)}`;
  if (status >= 500 || TEMPORARY.includes(status)) {
    const wait = retryAfter(headers['retry-after'], now);
    return fail(message, wait === undefined ? {} : { retryAfter: wait });
  }
  if (isUnwanted(status, settings)) {
    return failForGood(`${message}. The log of the job shows how it begins`);
  }
  const response = answer.isCut ? undefined : redact(responseOf(answer));
  if (!response || !fitsIntoVariable(response)) {
    return tooLarge(request);
  }
  return status >= 400 && settings.clientErrors === 'error'
    ? throwError(`HTTP_${status}`, message, { response })
    : complete({ response });
}

/** 2xx is what was wanted, 4xx what the task may be prepared for, 3xx neither. */
function isUnwanted(status: number, { clientErrors }: TaskSettings): boolean {
  return status >= 400 ? clientErrors === 'incident' : status >= 300;
}

function fitsIntoVariable(value: JsonObject): boolean {
  return Buffer.byteLength(JSON.stringify(value)) <= MAX_VARIABLE_BYTES;
}

/** E.g. `404 Not Found`: what the server calls it itself is not to be relied on. */
export function describeStatus(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim();
}

function tooLarge(request: HttpRequest): JobAnswer {
  return failForGood(
    `Expected the answer to ${describeRequest(
      request,
    )} to fit into a variable, but it is larger. Ask for less, such as one page, or have a script fetch it into a file`,
  );
}

function responseOf({ status, headers, bytes }: HttpAnswer): JsonObject {
  const { 'content-type': type, 'content-encoding': encoding } = headers;
  if (encoding && encoding !== 'identity') {
    throw new Refusal(
      'Expected an answer that is not compressed, as was asked for, but found a compressed one',
    );
  }
  return {
    status,
    headers: Object.fromEntries(
      Object.entries(headers)
        // Cookies are credentials, and nobody would send them back.
        .filter(([name]) => name !== 'set-cookie')
        .map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    ),
    ...readBody(bytes, String(type ?? '')),
  };
}
