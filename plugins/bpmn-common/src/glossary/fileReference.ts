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
 * Whether a value wants to be a {@link FileReference}: an object with a `$file` of its own. Where variables are written, whatever looks
 * like a reference has to be one ({@link isFileReference}) to a file of the same process instance, or is refused.
 *
 * @public
 */
export function looksLikeFileReference(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && Object.hasOwn(value, '$file')
  );
}

/**
 * All that {@link looksLikeFileReference} in a value, however deep, in order. What is within one is not looked at.
 *
 * @public
 */
export function findFileReferences(value: unknown): readonly object[] {
  const found: object[] = [];
  collect(value, found);
  return found;
}

function collect(value: unknown, found: object[]): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if (looksLikeFileReference(value)) {
    found.push(value);
    return;
  }
  for (const item of Object.values(value)) {
    collect(item, found);
  }
}

const FIELDS = 5;
const SHA256 = /^[0-9a-f]{64}$/;
const CONTROL = /\p{Cc}/u;
const FOLDER_SEPARATOR = /[/\\]/;

/**
 * Whether a value is a well-formed {@link FileReference} and nothing more. Says nothing about whether such a file exists or who may read
 * it: that is checked where the value is written.
 *
 * @public
 */
export function isFileReference(value: unknown): value is FileReference {
  if (!looksLikeFileReference(value)) {
    return false;
  }
  const { $file, name, size, contentType, sha256 } =
    value as Partial<FileReference>;
  return (
    Object.keys(value).length === FIELDS &&
    isLine($file) &&
    isFileName(name) &&
    isSize(size) &&
    isLine(contentType) &&
    isLine(sha256) &&
    SHA256.test(sha256)
  );
}

function isLine(text: unknown): text is string {
  return typeof text === 'string' && text !== '' && !CONTROL.test(text);
}

function isFileName(name: unknown): boolean {
  return (
    isLine(name) &&
    name !== '.' &&
    name !== '..' &&
    !FOLDER_SEPARATOR.test(name)
  );
}

function isSize(size: unknown): boolean {
  return Number.isSafeInteger(size) && (size as number) >= 0;
}
