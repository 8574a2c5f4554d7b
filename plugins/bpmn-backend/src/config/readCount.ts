import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** A number of things; undefined if it is not configured. Throws an error that names the key if it is none. */
export function readCount(root: Config, key: string): number | undefined {
  const count = root.getOptionalNumber(key);
  return count === undefined ? undefined : requireCount(count, key);
}

/** A value that is a number of things. Throws an error that names the key if it is none. */
export function requireCount(count: unknown, key: string): number {
  if (!(Number.isInteger(count) && Number(count) > 0)) {
    throw new InputError(
      `Expected ${key} to be a whole number above 0, but found ${count}`,
    );
  }
  return Number(count);
}
