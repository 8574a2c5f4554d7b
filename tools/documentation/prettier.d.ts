/** prettier 2 ships no types; this is the part that is used. */
declare module 'prettier' {
  export function format(
    text: string,
    options: Record<string, unknown>,
  ): string;
  export const resolveConfig: {
    sync(file: string): Record<string, unknown> | null;
  };
}
