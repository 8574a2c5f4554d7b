import { createHash } from 'node:crypto';
import { isStorable } from '../storable';

const LONGEST_INDEXED = 255;
const HASHED = 'sha256:';

/**
 * A name as an index can hold it, in both databases alike: what is too long or cannot be stored by its hash. Two names are the same if and only
 * if what is indexed of them is.
 */
export function indexed(name: string): string {
  return name.length > LONGEST_INDEXED ||
    name.startsWith(HASHED) ||
    !isStorable(name)
    ? // As JSON, halves of surrogate pairs stay what they are.
      `${HASHED}${createHash('sha256')
        .update(JSON.stringify(name))
        .digest('hex')}`
    : name;
}
