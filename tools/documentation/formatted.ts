import { format, resolveConfig } from 'prettier';

/** Markdown as `npm run check` wants it. */
export function formatted(markdown: string, file: string): string {
  return format(markdown, {
    ...resolveConfig.sync(file),
    filepath: file,
  });
}
