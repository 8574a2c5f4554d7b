/**
 * How parts that do not trust each other talk: frames of a length (four bytes, big endian, of what follows), a kind (one byte) and a payload.
 */
const HEADER = 5;

/** What a frame holds: JSON in UTF-8, or bytes of a file. */
export type FrameKind = 'json' | 'bytes';

const CODES: Readonly<Record<FrameKind, number>> = { json: 0x4a, bytes: 0x42 };

/** A frame as it has come in. */
export interface Frame {
  readonly kind: FrameKind;
  readonly payload: Buffer;
}

/** What is wrong with bytes that are no frames. */
export class FrameError extends Error {
  readonly name = 'FrameError';
}

/** A frame of JSON. */
export function jsonFrame(value: unknown): Buffer {
  return frame('json', Buffer.from(JSON.stringify(value)));
}

/** A frame of text that whoever gets it knows how to read. */
export function textFrame(text: string): Buffer {
  return frame('json', Buffer.from(text));
}

/** A frame of bytes of a file. */
export function bytesFrame(payload: Buffer): Buffer {
  return frame('bytes', payload);
}

function frame(kind: FrameKind, payload: Buffer): Buffer {
  const whole = Buffer.allocUnsafe(HEADER + payload.length);
  whole.writeUInt32BE(payload.length + 1, 0);
  whole[4] = CODES[kind];
  payload.copy(whole, HEADER);
  return whole;
}

/** Makes frames of bytes as they come in. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private length = 0;

  /** @param most - bytes of the longest frame: a longer one is refused by its header, before there is room for it */
  constructor(private readonly most: number) {}

  /** Takes bytes in; gives the frames that are whole now. Throws a FrameError at what is none. */
  push(chunk: Buffer): readonly Frame[] {
    this.chunks.push(chunk);
    this.length += chunk.length;
    const frames: Frame[] = [];
    for (let size = this.next(); size !== undefined; size = this.next()) {
      const whole = this.take(size);
      frames.push({ kind: kindOf(whole[4]), payload: whole.subarray(HEADER) });
    }
    return frames;
  }

  /** Whether a frame has begun that is not whole. */
  get isInside(): boolean {
    return this.length > 0;
  }

  /** Bytes of the next frame, if all of them are there. */
  private next(): number | undefined {
    if (this.length < HEADER) {
      return undefined;
    }
    const head = this.head();
    const size = head.readUInt32BE(0) + HEADER - 1;
    if (size < HEADER || size > this.most) {
      throw new FrameError(
        `Expected a frame of at most ${this.most} bytes, but its header says ${size}`,
      );
    }
    kindOf(head[4]);
    return this.length >= size ? size : undefined;
  }

  /** A first chunk that has at least the whole header. */
  private head(): Buffer {
    if (this.chunks[0].length < HEADER) {
      this.chunks = [Buffer.concat(this.chunks)];
    }
    return this.chunks[0];
  }

  private take(size: number): Buffer {
    if (this.chunks[0].length < size) {
      this.chunks = [Buffer.concat(this.chunks)];
    }
    const [first, ...rest] = this.chunks;
    const left = first.subarray(size);
    this.chunks = left.length > 0 ? [left, ...rest] : rest;
    this.length -= size;
    return first.subarray(0, size);
  }
}

function kindOf(code: number): FrameKind {
  if (code === CODES.json) {
    return 'json';
  }
  if (code === CODES.bytes) {
    return 'bytes';
  }
  throw new FrameError(`Expected a frame of JSON or bytes, but found ${code}`);
}
