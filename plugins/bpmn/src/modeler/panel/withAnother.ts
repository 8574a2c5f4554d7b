/** A list with one more; an expression, which cannot be added to, is replaced. */
export function withAnother(list: string | undefined, ref: string): string {
  const before =
    !list || list.trim().startsWith('=')
      ? []
      : list.split(',').map(one => one.trim());
  return [...new Set([...before, ref])].filter(Boolean).join(', ');
}
