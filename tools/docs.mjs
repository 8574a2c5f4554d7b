// @ts-check
// npm run docs: writes the pages of docs/ that are made from code.
import { parseArgs } from 'node:util';
import { root } from './setup/paths.mjs';
import { runTypeScript } from './setup/runTypeScript.mjs';
import { setUp } from './setup/setUp.mjs';
import { readArguments, runCommand } from './setup/terminal.mjs';

runCommand(async () => {
  readArguments(() => parseArgs({ options: {} }), 'npm run docs');
  return runTypeScript(await setUp([]), 'tools/documentation/main.ts', [root]);
});
