// @ts-check
// npm run setup: everything that `npm start` and `npm test` need, without running either.
import { parseArgs } from 'node:util';
import { setUp } from './setup/setUp.mjs';
import { FOR_THE_TESTS, retrySystemPrograms } from './setup/systemPackages.mjs';
import { readArguments, runCommand, say } from './setup/terminal.mjs';

runCommand(async () => {
  readArguments(() => parseArgs({ options: {} }), 'npm run setup');
  retrySystemPrograms();
  await setUp(FOR_THE_TESTS);
  say('Ready. `npm start` starts the portal, `npm test` runs every check.');
});
