/** Has the browser save a text as a file. */
export function download({
  name,
  type,
  content,
}: {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
