import {
  fail,
  failForGood,
  type Job,
  type JobAnswer,
  type JobContext,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { answerFor, describeStatus } from './answerFor';
import type { HttpConfig } from './config/readHttpConfig';
import { exchange, type HttpAnswer } from './exchange/exchange';
import { decode } from './exchange/readBody';
import type { Guard } from './guard/Guard';
import { Refusal } from './refusal';
import { describeRequest, type HttpRequest } from './request/httpRequest';
import { readRequest } from './request/readRequest';
import { readSettings, type TaskSettings } from './request/readSettings';
import { unlock } from './secrets/unlock';

/** What the handler needs. */
export interface HttpJobHandlerOptions {
  readonly config: HttpConfig;
  readonly guard: Guard;
}

/** Time for a try to say that its request took too long. */
const GRACE = 5_000;

/** Longest part of an unwanted answer that is shown in the log of the job, in bytes. */
const EXCERPT = 1_000;

/** Does jobs of type `http:request`: sends what the variable `request` says and answers with the variable `response`. */
export function createHttpJobHandler(
  options: HttpJobHandlerOptions,
): JobHandler {
  return {
    type: 'http:request',
    timeout: options.config.maxTimeout + GRACE,
    async handle(job, context) {
      context.signal.throwIfAborted();
      try {
        return await doJob(job, context, options);
      } catch (error) {
        if (error instanceof Refusal) {
          return failForGood(error.message);
        }
        throw error;
      }
    },
  };
}

async function doJob(
  job: Job,
  context: JobContext,
  { config, guard }: HttpJobHandlerOptions,
): Promise<JobAnswer> {
  const settings = readSettings(job.headers, config.maxTimeout);
  const { request, redact, redactBytes } = unlock(
    readRequest(job.variables),
    job.owner,
    config,
  );
  const timeout = AbortSignal.timeout(settings.timeout);
  const begin = Date.now();
  let answer: HttpAnswer;
  try {
    const received = await exchange(request, {
      guard,
      signal: AbortSignal.any([context.signal, timeout]),
      maxBytes: config.maxResponseBytes,
      idempotencyKey: job.idempotencyKey,
    });
    answer = { ...received, bytes: redactBytes(received.bytes) };
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof Refusal) {
      throw error;
    }
    return fail(
      timeout.aborted
        ? describeTimeout(request, settings)
        : describeFailure(request, error),
    );
  }
  log(context, { answer, request, took: Date.now() - begin });
  return answerFor(answer, { request, settings, redact, now: Date.now() });
}

function log(
  context: JobContext,
  {
    answer: { status, bytes },
    request,
    took,
  }: {
    readonly answer: HttpAnswer;
    readonly request: HttpRequest;
    readonly took: number;
  },
): void {
  context.log(
    `${describeRequest(request)}: ${describeStatus(status)} after ${took} ms, ${
      bytes.length
    } bytes`,
  );
  if (status >= 300 && bytes.length > 0) {
    const excerpt = decode(bytes.subarray(0, EXCERPT));
    // One line: nobody writes lines of the log but us.
    context.log(`It begins: ${excerpt.replace(/[\p{Cc}\s]+/gu, ' ')}`);
  }
}

function describeTimeout(
  request: HttpRequest,
  { timeout }: TaskSettings,
): string {
  return `Expected ${describeRequest(request)} to be answered within ${
    timeout / 1000
  } s, but it was not. If it needs longer, say so in the task`;
}

/** With the code alone: a message may hold an address of an internal network. */
function describeFailure(request: HttpRequest, error: unknown): string {
  const { code = 'no connection' } = error as { readonly code?: string };
  return `Expected ${describeRequest(
    request,
  )} to be answered, but it was not: ${code}`;
}
