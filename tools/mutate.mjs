// @ts-check
// npm run mutate: changes the engine in a thousand small ways, and sees whether the tests notice. Takes about twenty minutes; not part of CI.
import { parseArgs } from 'node:util';
import { inRepo } from './setup/paths.mjs';
import { runInTheOpen } from './setup/run.mjs';
import { setUp } from './setup/setUp.mjs';
import { readArguments, runCommand } from './setup/terminal.mjs';

const STRYKER = inRepo('node_modules/@stryker-mutator/core/bin/stryker.js');

runCommand(async () => {
  const { positionals } = readArguments(
    () => parseArgs({ allowPositionals: true, options: {} }),
    'npm run mutate -- [<files of the engine, e.g. src/state/apply.ts> …]',
  );
  const { node, env } = await setUp([]);
  const chosen =
    positionals.length > 0 ? ['--mutate', positionals.join(',')] : [];
  return runInTheOpen(
    node,
    [STRYKER, 'run', inRepo('tools/mutation/engine.json'), ...chosen],
    { env, cwd: inRepo('plugins/bpmn-engine') },
  );
});
