// @ts-check
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { BACKSTAGE_CLI } from '../portal/startPortal.mjs';
import { inRepo } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { SetupError } from '../setup/terminal.mjs';
import { hashOfInputs } from './inputs.mjs';

const APP = inRepo('packages/app');
const DIST = `${APP}/dist`;
/** Says of what the bundle was made; a build takes it away. */
const STAMP = `${DIST}/.made-of`;

/**
 * Builds the front end of the demo portal as it is built for production, unless it is there already.
 *
 * @returns {Promise<string>} the folder that it is in
 * @throws {SetupError} if it cannot be built
 */
export async function portalBundle() {
  const inputs = hashOfInputs();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputs) {
    return DIST;
  }
  const { code, output } = await run(
    process.execPath,
    [BACKSTAGE_CLI, 'package', 'build'],
    // With CI set, warnings about the code of others would be errors.
    { cwd: APP, env: { ...process.env, CI: 'false' } },
  );
  if (code !== 0) {
    throw new SetupError(
      `Expected the portal to be built, but it was not:\n\n${output}`,
    );
  }
  writeFileSync(STAMP, inputs);
  return DIST;
}
