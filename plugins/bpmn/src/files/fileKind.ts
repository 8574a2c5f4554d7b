/** How a file is shown within a page. */
export type FileKind =
  | 'image'
  | 'table'
  | 'markdown'
  | 'json'
  | 'page'
  | 'text'
  | 'other';

const KINDS: Readonly<Record<string, FileKind>> = {
  'text/csv': 'table',
  'text/tab-separated-values': 'table',
  'text/markdown': 'markdown',
  'application/json': 'json',
  // Both can hold scripts: they are only ever shown in a frame of their own that can do nothing.
  'text/html': 'page',
  'application/xhtml+xml': 'page',
  'image/svg+xml': 'page',
};

const MIB = 1024 * 1024;
const LARGEST_IMAGE = 20 * MIB;
const LARGEST_TEXT = 2 * MIB;

/** How a file is shown; what is too large, or nothing that one can look at, is offered as a download only. */
export function fileKind({
  contentType,
  size,
}: {
  readonly contentType: string;
  readonly size: number;
}): FileKind {
  const type = contentType.split(';')[0].trim().toLowerCase();
  const kind = KINDS[type] ?? byFamily(type);
  const largest = kind === 'image' ? LARGEST_IMAGE : LARGEST_TEXT;
  return size > largest ? 'other' : kind;
}

function byFamily(type: string): FileKind {
  if (/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(type)) {
    return 'image';
  }
  return type.startsWith('text/') ? 'text' : 'other';
}
