// @ts-check
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { BACKSTAGE_CLI } from '../portal/startPortal.mjs';
import { cacheDir, inRepo } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { SetupError } from '../setup/terminal.mjs';
import { hashOfInputs } from './inputs.mjs';

const APP = inRepo('packages/app');
/** Where Backstage builds it. */
const DIST = `${APP}/dist`;
/** Where we keep it: what is in `dist` is taken by the back end of every portal that starts. */
const BUNDLE = `${cacheDir}/portal-bundle`;
/** Says of what it was made. */
const STAMP = `${BUNDLE}/.made-of`;

/**
 * Builds the front end of the demo portal as it is built for production, unless it is there already.
 *
 * @param {Pick<import('../setup/setUp.mjs').Workbench, 'node' | 'env'>} workbench
 * @returns {Promise<string>} a folder as that of `packages/app`: the setting app.packageName may name it. What was built is in its `dist`
 * @throws {SetupError} if it cannot be built
 */
export async function portalBundle(workbench) {
  const inputs = hashOfInputs();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputs) {
    return BUNDLE;
  }
  const putBack = setAside(DIST);
  try {
    await build(workbench);
    rmSync(BUNDLE, { recursive: true, force: true });
    mkdirSync(BUNDLE, { recursive: true });
    renameSync(DIST, `${BUNDLE}/dist`);
    writeFileSync(`${BUNDLE}/package.json`, '{ "name": "app" }\n');
    writeFileSync(STAMP, inputs);
  } finally {
    putBack();
  }
  return BUNDLE;
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
  rmSync(aside, { recursive: true, force: true });
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
