import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** What a browser shows without letting it do anything. Neither HTML nor SVG: they could act in the name of whoever looks. */
const SHOWABLE: Readonly<Record<string, string>> = {
  'application/json': 'text/plain',
  'application/pdf': 'application/pdf',
  'image/gif': 'image/gif',
  'image/jpeg': 'image/jpeg',
  'image/png': 'image/png',
  'image/webp': 'image/webp',
  'text/csv': 'text/plain',
  'text/markdown': 'text/plain',
  'text/plain': 'text/plain',
};

/** How long a browser may take to open what it is given, in milliseconds. */
const A_MINUTE = 60_000;

const shownAs = ({ contentType }: FileReference) =>
  SHOWABLE[contentType.split(';')[0].trim().toLowerCase()];

/** Whether a file can be opened in the browser. */
export function isShowable(file: FileReference): boolean {
  return shownAs(file) !== undefined;
}

/** Opens a file in a tab of its own. */
export function showFile(blob: Blob, file: FileReference): void {
  const url = URL.createObjectURL(new Blob([blob], { type: shownAs(file) }));
  window.open(url, '_blank', 'noopener');
  setTimeout(() => URL.revokeObjectURL(url), A_MINUTE);
}
