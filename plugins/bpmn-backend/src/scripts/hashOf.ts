import { createHash } from 'node:crypto';

/** SHA-256 of code, in hexadecimal. */
export function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
