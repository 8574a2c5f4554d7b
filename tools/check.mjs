// @ts-check
// npm run check: types, lint, walls, formatting, API reports.
import { parseArgs } from 'node:util';
import { runChecks } from './checks/runChecks.mjs';
import { setUp } from './setup/setUp.mjs';
import { runCommand, say } from './setup/terminal.mjs';

runCommand(async () => {
  parseArgs({ options: {} });
  const { passed, failed } = await runChecks(await setUp([]));
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
