import { Readable } from 'node:stream';
import type { FileChunkStore } from '../store/files';
import { giveWay } from '../store/giveWay';
import {
  missingContents,
  type ByteRange,
  type FileContents,
} from './FileContents';

/** Bytes of a piece. */
const PIECE = 256 * 1024;

/** Pieces that are removed at a time. */
const TOGETHER = 8;

/** Keeps bytes in the database: every replica sees them, and a backup has all that belongs together. */
export class DatabaseFileContents implements FileContents {
  constructor(private readonly store: FileChunkStore) {}

  async put(key: string, content: Readable): Promise<void> {
    let position = 0;
    for await (const piece of inPieces(content)) {
      await this.store.add(key, position++, piece);
      await giveWay();
    }
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    const { start, end } = range ?? { start: 0, end: Infinity };
    const first = await this.store.find(key, Math.floor(start / PIECE));
    if (!first) {
      throw missingContents(key);
    }
    return Readable.from(this.read(key, { first, start, end }), {
      objectMode: false,
    });
  }

  async remove(key: string): Promise<void> {
    while (await this.store.removeSome(key, TOGETHER)) {
      await giveWay();
    }
  }

  private async *read(
    key: string,
    { first, start, end }: ByteRange & { readonly first: Buffer },
  ): AsyncGenerator<Buffer> {
    let position = Math.floor(start / PIECE);
    let piece: Buffer | undefined = first;
    while (piece) {
      const begin = position * PIECE;
      const wanted = piece.subarray(
        Math.max(start - begin, 0),
        end + 1 - begin,
      );
      if (wanted.length > 0) {
        yield wanted;
      }
      position++;
      if (piece.length < PIECE || position * PIECE > end) {
        return;
      }
      await giveWay();
      piece = await this.store.find(key, position);
    }
    throw missingContents(key);
  }
}

/** What comes, in pieces of one size but for the last, which can be empty: so a file without bytes is not taken for none. */
async function* inPieces(content: Readable): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of content) {
    let rest: Buffer = part;
    while (bytes + rest.length >= PIECE) {
      const room = PIECE - bytes;
      yield Buffer.concat([...parts, rest.subarray(0, room)]);
      rest = rest.subarray(room);
      parts = [];
      bytes = 0;
    }
    parts.push(rest);
    bytes += rest.length;
  }
  yield Buffer.concat(parts);
}
