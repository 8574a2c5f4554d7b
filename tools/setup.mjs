// @ts-check
// npm run setup: everything that `npm start` and `npm test` need, without running either.
import { setUp } from './setup/setUp.mjs';
import { FOR_THE_TESTS } from './setup/systemPackages.mjs';
import { runCommand, say } from './setup/terminal.mjs';

runCommand(async () => {
  await setUp(FOR_THE_TESTS);
  say('Ready. `npm start` starts the portal, `npm test` runs every check.');
});
