// @ts-check
// npm run check: types, lint, walls, formatting, API reports.
import { parseArgs } from 'node:util';
import { runChecks } from './checks/runChecks.mjs';
import { setUp } from './setup/setUp.mjs';
import { readArguments, runCommand, say } from './setup/terminal.mjs';

runCommand(async () => {
  readArguments(() => parseArgs({ options: {} }), 'npm run check');
  const { passed, failed } = await runChecks(await setUp([]));
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
