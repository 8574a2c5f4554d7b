import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** How a file is shown; `none`: it is only there to be downloaded. */
export type PreviewKind =
  | 'image'
  | 'table'
  | 'markdown'
  | 'json'
  | 'text'
  | 'frame'
  | 'svg'
  | 'none';

const MIB = 1024 * 1024;

/** Larger files are not shown, in bytes: images are cheaper to draw than texts. */
const LARGEST = { image: 10 * MIB, text: 2 * MIB };

const IMAGES = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;

/** By the end of the name, of texts whose type says no more than that. */
const BY_NAME: readonly (readonly [RegExp, PreviewKind])[] = [
  [/\.(csv|tsv)$/i, 'table'],
  [/\.(md|markdown)$/i, 'markdown'],
  [/\.json$/i, 'json'],
];

const BY_TYPE: Readonly<Record<string, PreviewKind>> = {
  'text/csv': 'table',
  'text/tab-separated-values': 'table',
  'text/markdown': 'markdown',
  'application/json': 'json',
  // Both can hold scripts: nothing of them comes near the page.
  'text/html': 'frame',
  'image/svg+xml': 'svg',
};

/** How a file can be shown. */
export function previewOf(
  file: Pick<FileReference, 'contentType' | 'name' | 'size'>,
): PreviewKind {
  const kind = kindOf(file);
  const largest = kind === 'image' ? LARGEST.image : LARGEST.text;
  return file.size > largest ? 'none' : kind;
}

function kindOf({
  contentType,
  name,
}: Pick<FileReference, 'contentType' | 'name'>): PreviewKind {
  const type = contentType.split(';')[0].trim().toLowerCase();
  if (IMAGES.test(type)) {
    return 'image';
  }
  if (BY_TYPE[type]) {
    return BY_TYPE[type];
  }
  if (!type.startsWith('text/')) {
    return 'none';
  }
  return BY_NAME.find(([end]) => end.test(name))?.[1] ?? 'text';
}
