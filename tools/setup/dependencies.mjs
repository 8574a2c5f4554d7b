// @ts-check
import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { inRepo } from './paths.mjs';
import { findRegistryProblem } from './registry.mjs';
import { run } from './run.mjs';
import { say, SetupError, step } from './terminal.mjs';

const STAMP = inRepo('node_modules', '.installed-from');
// What Yarn itself writes about the last install.
const YARN_STATE = inRepo('node_modules', '.yarn-state.yml');
const YARN = inRepo('.yarn', 'releases', 'yarn-4.18.1.cjs');

/**
 * Installs what yarn.lock says, unless exactly that is installed already.
 *
 * @param {string} node path of a supported Node
 * @param {NodeJS.ProcessEnv} env
 * @throws {SetupError} if the lockfile does not match or the registry does not answer
 */
export async function installDependencies(node, env) {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()) {
    say('  ✓ Dependencies are installed');
    return;
  }
  rmSync(STAMP, { force: true });
  await step(
    'Installing dependencies (a minute or two the first time)',
    async note => {
      const { code, output } = await run(
        node,
        [YARN, 'install', '--immutable'],
        {
          env: { ...env, YARN_ENABLE_COLORS: 'false' },
          onLine: line => note(line.replace(/^➤ YN\d+: [│┌└·]? */, '')),
        },
      );
      if (code !== 0) {
        throw new SetupError(explain(output));
      }
      writeFileSync(STAMP, fingerprint());
    },
  );
}

/** Changes whenever an install could give something else, and whenever Yarn has installed something. */
function fingerprint() {
  const hash = createHash('sha256');
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(inRepo(folder))
      .sort()
      .map(name => inRepo(folder, name, 'package.json')),
  );
  for (const file of [
    inRepo('yarn.lock'),
    inRepo('.yarnrc.yml'),
    inRepo('package.json'),
    inRepo('tools', 'package.json'),
    ...manifests,
    YARN_STATE,
  ].filter(existsSync)) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * One sentence that says what is wrong with an install and what to do.
 *
 * @param {string} output what Yarn printed
 */
function explain(output) {
  if (/YN0028|YN0050|lockfile would have been/.test(output)) {
    return 'Expected yarn.lock to match the package.json files, but an install would change it. Run `node .yarn/releases/yarn-4.18.1.cjs install` and commit yarn.lock.';
  }
  const registryProblem = findRegistryProblem(output);
  if (registryProblem) {
    return registryProblem;
  }
  const tail = output.split('\n').slice(-30).join('\n');
  return `Expected the dependencies to install, but Yarn failed:\n\n${tail}`;
}
