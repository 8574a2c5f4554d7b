const LINES = 3;

/** A line of code with those around it. */
export function around(code: string, line: number) {
  const lines = code.split('\n');
  const first = Math.max(1, line - LINES);
  return { first, code: lines.slice(first - 1, line + LINES).join('\n') };
}
