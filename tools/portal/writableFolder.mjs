// @ts-check
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from '../setup/terminal.mjs';

/**
 * Makes sure that a folder is there and can be written to.
 *
 * @param {string} folder an absolute path
 * @param {{ what: string, wayOut: string }} use what it is, and what to do if it cannot be
 * @throws {SetupError} if it cannot be made or written to
 */
export function requireWritableFolder(folder, { what, wayOut }) {
  try {
    make(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new SetupError(
      `Expected ${what} to be a folder that can be written to, but ${folder} cannot (${code}). ${wayOut}`,
    );
  }
}

/**
 * Folder by folder: in places such as /proc Node's own recursive way never ends.
 *
 * @param {string} folder
 */
function make(folder) {
  if (!existsSync(folder)) {
    make(dirname(folder));
    mkdirSync(folder);
  } else if (!statSync(folder).isDirectory()) {
    throw Object.assign(new Error(), { code: 'ENOTDIR' });
  }
}
