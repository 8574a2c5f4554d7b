import type { Readable } from 'node:stream';

/** A part of a file: its first and its last byte, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the bytes of files are. What is known of the files is in the database in any case, so bytes alone mean nothing: nobody lists them, and
 * whoever has none of the keys finds none of them.
 *
 * What every implementation promises, one on top of an object store as well:
 *
 * - A key is given once, consists of letters, digits and hyphens, and has at most 36 characters. What is stored under it never changes.
 * - `put` has stored all of it durably when it resolves, and is seen from then on by every replica. It takes what it is given as it comes, and
 *   holds no more of it in memory than a few MiB; to an object store it is an upload in parts, completed at the end. If it rejects, because what
 *   comes breaks off for one, whatever is there already may stay: `remove` is called for the key then, or a day later if the process has died.
 * - `open` gives all bytes, or those of a range that is within the file. It rejects if there is nothing under the key. A stream that cannot go
 *   on ends in an error, never early: an answer that was cut off must not look whole.
 * - `remove` may be called again and again, also for a key that never was, or where `put` has broken off in the middle: parts of an upload that
 *   was not completed go as well.
 */
export interface FileContents {
  /** Stores what comes. */
  put(key: string, content: Readable): Promise<void>;
  /** Gives what is stored. */
  open(key: string, range?: ByteRange): Promise<Readable>;
  /** Removes what is stored, if anything is. */
  remove(key: string): Promise<void>;
}

/** Says that there is nothing under a key: somebody has removed it behind our back. */
export function missingContents(key: string): Error {
  return new Error(
    `Expected bytes of file ${key} to be stored, but there are none. Look whether the folder or database is the one that they were written to`,
  );
}
