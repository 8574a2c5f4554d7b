// @ts-check
// What somebody asks of `npm run conformance`, checked before anything runs.
import {
  accessSync,
  constants,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SetupError } from '../setup/terminal.mjs';

const MANIFEST = 'manifest.json';

/**
 * The folder of the suite.
 *
 * @param {readonly string[]} folders as they were given
 * @param {string} usage
 * @returns {string} absolute path
 * @throws {SetupError} unless it is one folder with a suite in it
 */
export function checkFolder(folders, usage) {
  const [folder] = folders;
  if (!folder) {
    throw new SetupError(
      `Expected a folder with a suite, but found none.\n\n${usage}`,
    );
  }
  if (folders.length > 1) {
    throw new SetupError(
      `Expected one folder, but found ${folders.length}: ${folders.join(
        ', ',
      )}. Run the command once for each.`,
    );
  }
  if (!isFolder(folder)) {
    throw new SetupError(
      `Expected a folder with a suite, but ${folder} is ${
        statSync(folder, { throwIfNoEntry: false }) ? 'a file' : 'not there'
      }. Name the folder that holds its ${MANIFEST} or .bpmn files.`,
    );
  }
  checkContent(folder);
  return resolve(folder);
}

/** @param {string} folder */
function checkContent(folder) {
  const names = readdirSync(folder);
  if (names.includes(MANIFEST)) {
    checkManifest(join(folder, MANIFEST));
  } else if (!names.some(name => name.endsWith('.bpmn'))) {
    throw new SetupError(
      `Expected a ${MANIFEST} or .bpmn files in ${folder}, but it ${
        names.length === 0 ? 'is empty' : 'has neither'
      }. Folders in it are not searched.`,
    );
  }
}

/** @param {string} file */
function checkManifest(file) {
  try {
    JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SetupError(
      `Expected ${file} to be JSON, but it is not: ${
        /** @type {Error} */ (error).message
      }`,
    );
  }
}

/**
 * The file for the results.
 *
 * @param {string} file as it was given
 * @returns {string} absolute path
 * @throws {SetupError} if it cannot be written to
 */
export function checkJsonFile(file) {
  const folder = dirname(resolve(file));
  if (isFolder(file)) {
    throw new SetupError(
      `Expected --json to name a file, but ${file} is a folder. Name a file in it.`,
    );
  }
  if (!isFolder(folder)) {
    throw new SetupError(
      `Expected the folder of --json to be there, but ${folder} is not. Make it, or choose another file.`,
    );
  }
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new SetupError(
      `Expected the folder of --json to be one that can be written to, but ${folder} is not. Choose another file.`,
    );
  }
  return resolve(file);
}

const DATABASES = ['sqlite', 'postgres'];

/**
 * The databases on which the cases run through the durable host.
 *
 * @param {{ through?: string, db?: string }} request as it was given
 * @returns {readonly string[]} none: the engine alone
 * @throws {SetupError} unless it is one of those that there are
 */
export function checkThrough({ through, db }) {
  if (through !== undefined && through !== 'host') {
    throw new SetupError(
      `Expected --through host, but found "${through}". Leave it out to run the engine alone.`,
    );
  }
  if (db !== undefined && !DATABASES.includes(db)) {
    throw new SetupError(
      `Expected --db to be one of ${DATABASES.join(', ')}, but found "${db}".`,
    );
  }
  if (db !== undefined && through === undefined) {
    throw new SetupError(
      'Expected --through host with --db, but there is none: the engine alone needs no database.',
    );
  }
  if (through === undefined) {
    return [];
  }
  return db === undefined ? DATABASES : [db];
}

/** @param {string} path @returns {boolean} */
function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
