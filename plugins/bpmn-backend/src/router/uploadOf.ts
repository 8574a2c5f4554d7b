import type { Request } from 'express';
import { Readable } from 'node:stream';
import { Refusal } from './Refusal';

/** What is sent to become a file. */
export interface Upload {
  readonly content: Readable;
  /** What it is said to be. */
  readonly contentType?: string;
  /** Bytes that are said to come. */
  readonly size?: number;
}

/** The bytes of a request. Whoever does not want them any more leaves the request as it is: its answer is still to be sent. */
export function uploadOf(request: Request): Upload {
  const size = Number(request.get('content-length') ?? NaN);
  const contentType = request.get('content-type');
  return {
    content: Readable.from(bytesOf(request), { objectMode: false }),
    ...(contentType !== undefined && { contentType }),
    ...(Number.isSafeInteger(size) && { size }),
  };
}

async function* bytesOf(request: Request): AsyncGenerator<Buffer> {
  try {
    // Not `yield*`, which would hand on that nobody wants more as an error, and end the connection.
    for await (const part of request.iterator({ destroyOnReturn: false })) {
      yield part;
    }
  } catch (error) {
    throw new Refusal(
      [400, 'brokenOff'],
      `Expected all of the file to come, but it broke off: ${
        (error as Error).message
      }. Send it again`,
    );
  } finally {
    // Whoever is refused in the middle sends the rest all the same: it would be in the way of the next request.
    request.resume();
  }
}

/** Bytes are taken as they are: what wraps them would become a part of the file. */
export function requireBytes(request: Request): void {
  const encoding = request.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') {
    throw new Refusal(
      [415, 'notBytes'],
      `Expected the bytes of a file as they are, but they are encoded: ${encoding}. Send them without Content-Encoding`,
    );
  }
  if (request.is('multipart')) {
    throw new Refusal(
      [415, 'notBytes'],
      'Expected the bytes of a file as they are, but found a form. Send the file alone as the body',
    );
  }
}
