// @ts-check
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { BACKSTAGE_CLI } from '../portal/startPortal.mjs';
import { cacheDir, inRepo } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { SetupError } from '../setup/terminal.mjs';
import { hashOfInputs } from './inputs.mjs';

const APP = inRepo('packages/app');
/** Where Backstage builds it. */
const DIST = `${APP}/dist`;
/** Where we keep them, each under the hash of what it was made of: what is in `dist` is taken by the back end of every portal that starts. */
const BUNDLES = `${cacheDir}/portal-bundles`;
/** Written last. */
const STAMP = 'package.json';
/** The latest ones are kept: a portal that runs may still serve the one before. */
const KEPT = 3;

/**
 * Builds the front end of the demo portal as it is built for production, unless it is there already.
 *
 * @param {Pick<import('../setup/setUp.mjs').Workbench, 'node' | 'env'>} workbench
 * @returns {Promise<string>} a folder as that of `packages/app`: the setting app.packageName may name it. What was built is in its `dist`
 * @throws {SetupError} if it cannot be built
 */
export async function portalBundle(workbench) {
  const bundle = join(BUNDLES, hashOfInputs().slice(0, 16));
  if (existsSync(join(bundle, STAMP))) {
    return bundle;
  }
  const putBack = setAside(DIST);
  try {
    await build(workbench);
    rmSync(bundle, { recursive: true, force: true });
    mkdirSync(bundle, { recursive: true });
    renameSync(DIST, join(bundle, 'dist'));
    writeFileSync(join(bundle, STAMP), '{ "name": "app" }\n');
  } finally {
    putBack();
  }
  removeOld();
  return bundle;
}

function removeOld() {
  const age = (/** @type {string} */ path) => statSync(path).mtimeMs;
  readdirSync(BUNDLES)
    .map(name => join(BUNDLES, name))
    .sort((a, b) => age(b) - age(a))
    .slice(KEPT)
    .forEach(path => rmSync(path, { recursive: true, force: true }));
}

/** @param {Pick<import('../setup/setUp.mjs').Workbench, 'node' | 'env'>} workbench */
async function build({ node, env }) {
  const { code, output } = await run(
    node,
    [BACKSTAGE_CLI, 'package', 'build'],
    // With CI set, warnings about the code of others would be errors.
    { cwd: APP, env: { ...env, CI: 'false' } },
  );
  if (code !== 0) {
    throw new SetupError(
      `Expected the portal to be built, but it was not:\n\n${output}`,
    );
  }
}

/**
 * Keeps what somebody has built there.
 *
 * @param {string} folder
 * @returns {() => void} puts it back
 */
function setAside(folder) {
  const aside = `${cacheDir}/portal-dist-set-aside`;
  mkdirSync(cacheDir, { recursive: true });
  if (existsSync(aside)) {
    // Whoever has built last was killed, and what they had set aside is still there.
    rmSync(folder, { recursive: true, force: true });
    renameSync(aside, folder);
  }
  const isThere = existsSync(folder);
  if (isThere) {
    renameSync(folder, aside);
  }
  return () => {
    rmSync(folder, { recursive: true, force: true });
    if (isThere) {
      renameSync(aside, folder);
    }
  };
}
