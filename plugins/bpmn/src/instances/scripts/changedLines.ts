/** Lines that differ between two texts: what both begin and end with is left out. */
export function changedLines(before: string, after: string) {
  const old = before.split('\n');
  const now = after.split('\n');
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) {
    start += 1;
  }
  let end = 0;
  while (
    end < shorter - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  ) {
    end += 1;
  }
  return {
    removed: old.slice(start, old.length - end),
    added: now.slice(start, now.length - end),
  };
}
