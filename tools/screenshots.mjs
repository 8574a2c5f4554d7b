// @ts-check
// npm run screenshots: takes pictures of every page in a portal of its own, which people have used.
import { mkdirSync, rmSync } from 'node:fs';
import { cacheDir, inRepo } from './setup/paths.mjs';
import { setUp } from './setup/setUp.mjs';
import { FOR_THE_TESTS } from './setup/systemPackages.mjs';
import { runCommand, say, SetupError } from './setup/terminal.mjs';
import { runBrowserTests } from './suites/browserTests.mjs';

const FOLDER = `${cacheDir}/screenshots`;

runCommand(async () => {
  const workbench = await setUp(FOR_THE_TESTS);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const config = inRepo('playwright.screenshots.config.ts');
  const { failed, skipped } = await runBrowserTests(workbench, [
    ...['--config', config],
    ...process.argv.slice(2),
  ]);
  if (failed > 0 || skipped) {
    throw new SetupError(
      `Expected a picture of every page, but some could not be taken, see above. Those that could are in ${FOLDER}.`,
    );
  }
  say(`\nThe pictures are in ${FOLDER}; look at them.`);
  return 0;
});
