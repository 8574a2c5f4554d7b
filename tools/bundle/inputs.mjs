// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRepo } from '../setup/paths.mjs';

/** Everything that the bundle of the portal is made of, below the root. */
const INPUTS = [
  'packages/app/package.json',
  'packages/app/public',
  'packages/app/src',
  ...['bpmn', 'bpmn-common', 'bpmn-engine', 'bpmn-lint'].flatMap(name => [
    `plugins/${name}/package.json`,
    `plugins/${name}/src`,
  ]),
  'app-config.yaml',
  'yarn.lock',
];

const TESTS = /\.test\.tsx?$/;

/** @returns {string} the same as long as the bundle would come out the same */
export function hashOfInputs() {
  const hash = createHash('sha256');
  for (const path of INPUTS.flatMap(filesBelow)) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(inRepo(path)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]} in an order that is always the same
 */
function filesBelow(path) {
  try {
    return readdirSync(inRepo(path))
      .sort()
      .flatMap(name => filesBelow(join(path, name)));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOTDIR') {
      throw error;
    }
    return TESTS.test(path) ? [] : [path];
  }
}
