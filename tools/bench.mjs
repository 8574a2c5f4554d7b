// @ts-check
// npm run bench: measures what we promise. `npm run bench -- start` measures one thing, `--json <file>` keeps the figures,
// `--db sqlite` or `--db postgres` leaves the other database aside.
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { hostDatabases } from './benchmarks/onDatabases.mjs';
import { benchmarks } from './benchmarks/index.mjs';
import { setUp } from './setup/setUp.mjs';
import {
  readArguments,
  runCommand,
  say,
  SetupError,
} from './setup/terminal.mjs';

const SIZES = ['full', 'tiny'];

/** @param {string[]} names @returns {string[]} */
function choose(names) {
  const known = Object.keys(benchmarks);
  names.forEach(name => requireKnown(name, known));
  return names.length > 0 ? names : known;
}

/** @param {string} name @param {string[]} known */
function requireKnown(name, known) {
  if (!known.includes(name)) {
    throw new SetupError(
      `Expected one of ${known.join(', ')}, but found "${name}".`,
    );
  }
}

/** @param {import('./benchmarks/index.mjs').Figure} figure */
function print({ name, value, unit, ratio, against, database }) {
  const comparison = ratio ? `  ${ratio.toFixed(2)}x ${against}` : '';
  const where = database ? `${database} ` : '';
  const figure = value < 10 ? value.toFixed(2) : value.toFixed(1);
  say(
    `  ${(where + name).padEnd(24)} ${figure.padStart(8)} ${unit}${comparison}`,
  );
}

runCommand(async () => {
  const { values, positionals } = readArguments(
    () =>
      parseArgs({
        allowPositionals: true,
        options: {
          db: { type: 'string' },
          json: { type: 'string' },
          size: { type: 'string', default: 'full' },
        },
      }),
    `npm run bench -- [${Object.keys(benchmarks).join(
      ' | ',
    )}] [--db ${hostDatabases.join(' | ')}] [--json <file>]`,
  );
  const names = choose(positionals);
  const { db, size } = values;
  requireKnown(size, SIZES);
  if (db !== undefined) {
    requireKnown(db, hostDatabases);
  }
  const workbench = await setUp([]);
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  say(
    `${cpus().length} cores (${cpus()[0]?.model}), ${gibibytes} GiB, ${
      process.platform
    }; a ratio above 1 means better`,
  );
  const figures = [];
  for (const name of names) {
    const measured = await benchmarks[name](workbench, { db, size });
    measured.forEach(print);
    figures.push(...measured);
  }
  if (values.json) {
    writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  }
  return 0;
});
