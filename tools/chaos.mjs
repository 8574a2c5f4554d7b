// @ts-check
// npm run chaos: kills back ends under load, again and again, and looks whether anything was lost or done twice.
import { parseArgs } from 'node:util';
import { runTypeScript } from './setup/runTypeScript.mjs';
import { setUp } from './setup/setUp.mjs';
import {
  readArguments,
  runCommand,
  say,
  SetupError,
} from './setup/terminal.mjs';

const DATABASES = ['sqlite', 'postgres'];
const USAGE = `npm run chaos -- [--db sqlite|postgres] [--minutes <n>] [--seed <n>]

  --db <name>     one database; without it, both
  --minutes <n>   how long on each; 1 if it is left out, and parts of one are fine
  --seed <n>      what the dice begin with, to come near to an earlier run

What it does: tools/chaos/README.md`;

/**
 * @param {string} name
 * @param {string | undefined} text
 * @param {number} otherwise
 * @returns {number}
 */
function positive(name, text, otherwise) {
  const number = text === undefined ? otherwise : Number(text);
  if (!(number > 0)) {
    throw new SetupError(
      `Expected ${name} to be a number above 0, but found "${text}".`,
    );
  }
  return number;
}

runCommand(async () => {
  const { values } = readArguments(
    () =>
      parseArgs({
        options: {
          help: { type: 'boolean', short: 'h' },
          db: { type: 'string' },
          minutes: { type: 'string' },
          seed: { type: 'string' },
        },
      }),
    USAGE,
  );
  if (values.help) {
    say(USAGE);
    return 0;
  }
  const { db } = values;
  if (db !== undefined && !DATABASES.includes(db)) {
    throw new SetupError(
      `Expected --db to be one of ${DATABASES.join(', ')}, but found "${db}".`,
    );
  }
  const seconds = Math.ceil(positive('--minutes', values.minutes, 1) * 60);
  const seed = Math.floor(positive('--seed', values.seed, Date.now() % 1e6));
  const workbench = await setUp([]);
  return runTypeScript(workbench, 'tools/chaos/main.ts', [
    ...(db ? [db] : DATABASES).flatMap(name => ['--database', name]),
    ...['--seconds', String(seconds)],
    ...['--seed', String(seed)],
  ]);
});
