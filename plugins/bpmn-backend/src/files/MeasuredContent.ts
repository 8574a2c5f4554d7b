import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { FileTooLarge } from './FileTooLarge';
import { SNIFFED_BYTES } from './sniffContentType';

/** How much there may be. */
interface Room {
  /** Bytes of one file. */
  readonly maxSize: number;
  /** Bytes that are left. */
  readonly room: number;
  /** What is thrown where these are less. */
  readonly noRoom: () => Error;
}

/** Bytes on their way: how many there are, what they are by their hash, and how they begin. */
export class MeasuredContent {
  private readonly hash = createHash('sha256');
  private readonly beginning: Buffer[] = [];
  private bytes = 0;

  constructor(
    private readonly content: Readable,
    private readonly room: Room,
  ) {}

  /** What comes, as buffers, for once. Ends in an error as soon as it is too much. */
  stream(): Readable {
    return Readable.from(this.passing(), { objectMode: false });
  }

  /** Throws if there may not be as many bytes. */
  requireRoom(bytes: number): void {
    const { maxSize, room, noRoom } = this.room;
    if (bytes > maxSize) {
      throw FileTooLarge.ofFile(maxSize);
    }
    if (bytes > room) {
      throw noRoom();
    }
  }

  /** Bytes that have come. */
  get size(): number {
    return this.bytes;
  }

  /** How it begins. */
  get first(): Buffer {
    return Buffer.concat(this.beginning).subarray(0, SNIFFED_BYTES);
  }

  /** Of all that has come, in hexadecimal: for once, at the end. */
  sha256(): string {
    return this.hash.digest('hex');
  }

  private async *passing(): AsyncGenerator<Buffer> {
    for await (const part of this.content) {
      const piece: Buffer = Buffer.isBuffer(part) ? part : Buffer.from(part);
      if (this.bytes < SNIFFED_BYTES) {
        this.beginning.push(piece.subarray(0, SNIFFED_BYTES));
      }
      this.bytes += piece.length;
      this.requireRoom(this.bytes);
      this.hash.update(piece);
      if (piece.length > 0) {
        yield piece;
      }
    }
  }
}
