import { createHash } from 'node:crypto';

const LONGEST_INDEXED = 255;

/** A name as an index can hold it: a long one by its hash, and without the one character that PostgreSQL has no text for. */
export function indexed(name: string): string {
  return name.length > LONGEST_INDEXED || name.includes('\u0000')
    ? `sha256:${createHash('sha256').update(name).digest('hex')}`
    : name;
}
