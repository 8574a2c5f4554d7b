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
 * Makes sure that the portal can keep its data in a folder.
 *
 * @param {string} folder an absolute path
 * @throws {SetupError} if it cannot be made or written to
 */
export function requireDataFolder(folder) {
  try {
    make(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new SetupError(
      `Expected --data to name a folder that can be written to, but ${folder} cannot (${code}). Choose another: npm start -- --data <folder>`,
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
