/** Most levels of a body: what walks through it later may do so by recursion. */
export const DEEPEST = 200;

/** Whether a value holds others on more levels than can be worked with. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) {
      return true;
    }
    level = level.flatMap(one =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
  }
  return false;
}
