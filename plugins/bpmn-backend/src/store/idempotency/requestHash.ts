import { createHash } from 'node:crypto';

/** SHA-256 of what a request says, in hexadecimal: the same for the same, in whatever order its parts were written. */
export function requestHash(request: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(request, inOrder))
    .digest('hex');
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  // As pairs: an object would put names that are numbers first, and take `__proto__` for something else.
  return { object: entries.sort(([a], [b]) => (a < b ? -1 : 1)) };
}
