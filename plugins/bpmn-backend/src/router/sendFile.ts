import type { Request, Response } from 'express';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ByteRange } from '../files/FileContents';
import { Refusal } from './Refusal';

const CAUTION = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  // Compressed on the way, a part of it would be a part of something else.
  'cache-control': 'private, no-transform',
  'accept-ranges': 'bytes',
};

/** What is asked, and what it is answered by. */
interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/** Opens the bytes of a file, or a part of them. */
export type OpenFile = (range?: ByteRange) => Promise<Readable>;

/**
 * Answers with a file. Anybody can have made it, so a browser is told to save it, not to guess what it is, and, if it is shown all the same, to
 * let it do nothing: the portal has the same address.
 */
export async function sendFile(
  exchange: Exchange,
  file: FileReference,
  open: OpenFile,
): Promise<void> {
  const { request, response } = exchange;
  const etag = `"${file.sha256}"`;
  response.set({ etag, ...CAUTION });
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const range = rangeOf(exchange, { size: file.size, etag });
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  const content = request.method === 'HEAD' ? undefined : await open(range);
  // Not by `set`, which would add what character set it thinks that texts have.
  response.setHeader('content-type', file.contentType);
  response.setHeader('content-disposition', dispositionOf(file.name));
  response.setHeader('content-length', end - start + 1);
  if (range) {
    response.setHeader('content-range', `bytes ${start}-${end}/${file.size}`);
  }
  response.status(range ? 206 : 200);
  if (!content) {
    response.end();
    return;
  }
  await pipeline(content, response).catch(unlessGone);
}

/** The one range that is asked for, if one is: whoever asks for several gets all of it. */
function rangeOf(
  { request, response }: Exchange,
  { size, etag }: { readonly size: number; readonly etag: string },
): ByteRange | undefined {
  if ((request.get('if-range') ?? etag) !== etag) {
    return undefined;
  }
  const ranges = request.range(size);
  if (ranges === -1) {
    response.set('content-range', `bytes */${size}`);
    throw new Refusal(
      [416, 'noSuchRange'],
      `Expected a range of bytes within the file, but it has ${size} bytes`,
      { parameters: { size } },
    );
  }
  return Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1
    ? { start: ranges[0].start, end: ranges[0].end }
    : undefined;
}

/** To be saved under its name: as those know it who know RFC 5987, and for all others in what is left of it in ASCII. */
function dispositionOf(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Whoever has asked may leave whenever they like. */
function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') {
    throw error;
  }
}
