/**
 * A variable's value that stands for a file of the process instance. The bytes are stored elsewhere.
 *
 * @public
 */
export interface FileReference {
  /** Opaque key of the stored file. */
  readonly $file: string;
  /** As its author called it, without a folder. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** MIME type. */
  readonly contentType: string;
  /** Of the content, in lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * Whether a value has the shape of a {@link FileReference}. Says nothing about whether such a file exists or who may
 * read it: that is checked where the value is written.
 *
 * @public
 */
export function isFileReference(value: unknown): value is FileReference {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { $file, name, size, contentType, sha256 } =
    value as Partial<FileReference>;
  return (
    typeof $file === 'string' &&
    typeof name === 'string' &&
    typeof contentType === 'string' &&
    Number.isSafeInteger(size) &&
    (size as number) >= 0 &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256)
  );
}
