// @ts-check
// npm run conformance -- <folder>: runs the engine against processes that nobody here wrote.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runTypeScript } from './setup/runTypeScript.mjs';
import { setUp } from './setup/setUp.mjs';
import { readArguments, runCommand, SetupError } from './setup/terminal.mjs';

const USAGE =
  'npm run conformance -- <folder> [--json <file>] [--only <id, or how ids begin>]';

/** @param {string | undefined} folder @returns {string} */
function checked(folder) {
  if (!folder) {
    throw new SetupError(
      `Expected a folder of models, but found none.\n\n${USAGE}`,
    );
  }
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new SetupError(`Expected a folder of models, but ${folder} is none.`);
  }
  return resolve(folder);
}

runCommand(async () => {
  const { values, positionals } = readArguments(
    () =>
      parseArgs({
        allowPositionals: true,
        options: { json: { type: 'string' }, only: { type: 'string' } },
      }),
    USAGE,
  );
  const folder = checked(positionals[0]);
  const workbench = await setUp([]);
  return runTypeScript(workbench, 'tools/conformance/main.ts', [
    folder,
    ...(values.json ? ['--json', resolve(values.json)] : []),
    ...(values.only ? ['--only', values.only] : []),
  ]);
});
