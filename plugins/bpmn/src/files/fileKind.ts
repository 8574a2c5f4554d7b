import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** How a file is shown within a page. */
export type FileKind =
  | 'image'
  | 'table'
  | 'markdown'
  | 'json'
  | 'page'
  | 'drawing'
  | 'text'
  | 'other';

type Described = Pick<FileReference, 'contentType' | 'name' | 'size'>;

const BY_TYPE: Readonly<Record<string, FileKind>> = {
  'text/csv': 'table',
  'text/tab-separated-values': 'table',
  'text/markdown': 'markdown',
  'application/json': 'json',
  // These can hold scripts: they are only ever shown in a frame of their own that can do nothing.
  'text/html': 'page',
  'application/xhtml+xml': 'page',
  'image/svg+xml': 'drawing',
};

/** By the end of the name, of texts whose type says no more than that they are text. */
const BY_NAME: readonly (readonly [RegExp, FileKind])[] = [
  [/\.(csv|tsv)$/i, 'table'],
  [/\.(md|markdown)$/i, 'markdown'],
  [/\.json$/i, 'json'],
];

const IMAGES = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;

const MIB = 1024 * 1024;
const LARGEST_IMAGE = 20 * MIB;
const LARGEST_TEXT = 2 * MIB;

/** How a file is shown; what is too large, or nothing that one can look at, is offered as a download only. */
export function fileKind(file: Described): FileKind {
  const kind = kindOf(file);
  const largest = kind === 'image' ? LARGEST_IMAGE : LARGEST_TEXT;
  return file.size > largest ? 'other' : kind;
}

/** Whether one can look at a file, rather than only save it. */
export const canBeSeen = (file: Described): boolean =>
  fileKind(file) !== 'other';

function kindOf({ contentType, name }: Described): FileKind {
  const type = contentType.split(';')[0].trim().toLowerCase();
  if (IMAGES.test(type)) {
    return 'image';
  }
  if (BY_TYPE[type]) {
    return BY_TYPE[type];
  }
  if (!type.startsWith('text/')) {
    return 'other';
  }
  return BY_NAME.find(([end]) => end.test(name))?.[1] ?? 'text';
}
