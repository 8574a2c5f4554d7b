// @ts-check
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * A path inside the repository.
 *
 * @param {...string} parts
 */
export const inRepo = (...parts) => join(root, ...parts);

/** What the commands of this repository make and may be deleted at any time. */
export const cacheDir = inRepo('.cache');
