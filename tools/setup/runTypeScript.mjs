// @ts-check
import { inRepo } from './paths.mjs';
import { runInTheOpen } from './run.mjs';

const TRANSFORM = inRepo(
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);

/**
 * Runs a TypeScript file of this repository to its end, as Backstage's own tools do: transformed as it is loaded.
 *
 * @param {import('./setUp.mjs').Workbench} workbench
 * @param {string} file path in the repository
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export function runTypeScript({ node, env }, file, args) {
  return runInTheOpen(node, ['--require', TRANSFORM, inRepo(file), ...args], {
    env,
  });
}
