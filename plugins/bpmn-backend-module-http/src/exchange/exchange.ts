import { request as send, type Dispatcher } from 'undici';
import type { Guard } from '../guard/Guard';
import { Refusal } from '../refusal';
import { SAFE_METHODS, type HttpRequest } from '../request/httpRequest';
import { readBytes } from './readBytes';
import { redirected } from './redirected';

/** An answer as it came. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Its body, or as much as is kept of it. */
  readonly bytes: Buffer;
  /** Whether there was more. */
  readonly isCut: boolean;
}

const MAX_REDIRECTS = 5;

/** Of our own, whoever is asked. */
const ALWAYS_SENT = {
  // What is compressed could become more than what is accepted.
  'accept-encoding': 'identity',
  'user-agent': 'bpmn-pipelines',
};

/** Sends a request, follows redirects, and reads the answer, through a guard that checks every address on the way. */
export async function exchange(
  first: HttpRequest,
  options: {
    readonly guard: Guard;
    readonly signal: AbortSignal;
    readonly maxBytes: number;
    readonly idempotencyKey: string;
  },
): Promise<HttpAnswer> {
  const { guard, signal, maxBytes, idempotencyKey } = options;
  let request = first;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await send(request.url, {
      dispatcher: guard.dispatcherFor(request.url),
      method: request.method,
      headers: headersOf(request, idempotencyKey),
      body: request.body,
      signal,
    });
    const next = redirected(request, response);
    if (!next) {
      return readAnswer(response, maxBytes);
    }
    await response.body.dump({ limit: 16 * 1024, signal });
    request = next;
  }
  throw new Refusal(
    `Expected at most ${MAX_REDIRECTS} redirects, but there were more`,
  );
}

function headersOf(
  { method, headers }: HttpRequest,
  idempotencyKey: string,
): Record<string, string> {
  return {
    ...ALWAYS_SENT,
    ...(!SAFE_METHODS.includes(method) && {
      'idempotency-key': idempotencyKey,
    }),
    ...Object.fromEntries(headers),
  };
}

async function readAnswer(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<HttpAnswer> {
  return {
    status: statusCode,
    headers,
    ...(await readBytes(body, maxBytes)),
  };
}
