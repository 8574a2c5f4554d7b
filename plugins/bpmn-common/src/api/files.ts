import type { FileReference } from '../glossary';

/**
 * A file that a process instance may have.
 *
 * @public
 */
export interface InstanceFile {
  /** What stands for it in variables. */
  readonly file: FileReference;
  /** Entity ref, or the subject of a service. */
  readonly createdBy: string;
  /** When it was added. */
  readonly createdAt: string;
}

/**
 * What a file is called that is added.
 *
 * @public
 */
export interface AddFileQuery {
  /** Folders are left out. */
  readonly name: string;
}

/**
 * Bytes that are sent. What a blob says of its type is believed of texts only: what a file is, is seen by its content. A stream is sent as it
 * comes, by clients that can.
 *
 * @public
 */
export type FileContent =
  | Blob
  | Uint8Array<ArrayBuffer>
  | ReadableStream<Uint8Array>;
