/** How long a browser may take to begin to save what it is given, in milliseconds. */
const A_MINUTE = 60_000;

/** Has the browser save bytes as a file. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), A_MINUTE);
}
