// @ts-check
import { installDependencies } from './dependencies.mjs';
import { environmentWith, findSupportedNode } from './supportedNode.mjs';
import { ensureSystemPrograms } from './systemPackages.mjs';
import { say } from './terminal.mjs';

/**
 * What is set up and how to run things in it.
 *
 * @typedef {object} Workbench
 * @property {string} node path of a Node that Backstage supports
 * @property {NodeJS.ProcessEnv} env in which that Node comes first on the path
 */

/**
 * Brings this machine to the point where everything here runs. Does nothing that is done already.
 *
 * @param {readonly string[]} systemPrograms what is wanted of the operating system
 * @returns {Promise<Workbench>}
 */
export async function setUp(systemPrograms) {
  say('Setting up');
  const node = await findSupportedNode();
  const env = environmentWith(node);
  await installDependencies(node, env);
  await ensureSystemPrograms(systemPrograms);
  say('');
  return { node, env };
}
