// @ts-check
// npm run bench: measures what we promise. `npm run bench -- start` measures one thing, `--json <file>` keeps the figures.
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchmarks } from './benchmarks/index.mjs';
import { setUp } from './setup/setUp.mjs';
import {
  readArguments,
  runCommand,
  say,
  SetupError,
} from './setup/terminal.mjs';

/** @param {string[]} names @returns {string[]} */
function choose(names) {
  const known = Object.keys(benchmarks);
  const unknown = names.find(name => !known.includes(name));
  if (unknown) {
    throw new SetupError(
      `Expected one of ${known.join(', ')}, but found "${unknown}".`,
    );
  }
  return names.length > 0 ? names : known;
}

/** @param {import('./benchmarks/index.mjs').Figure} figure */
function print({ name, value, unit, ratio, against }) {
  const comparison = ratio ? `  ${ratio.toFixed(2)}x ${against}` : '';
  say(
    `  ${name.padEnd(24)} ${value.toFixed(1).padStart(8)} ${unit}${comparison}`,
  );
}

runCommand(async () => {
  const { values, positionals } = readArguments(
    () =>
      parseArgs({
        allowPositionals: true,
        options: { json: { type: 'string' } },
      }),
    `npm run bench -- [${Object.keys(benchmarks).join(' | ')}] [--json <file>]`,
  );
  const names = choose(positionals);
  const workbench = await setUp([]);
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  say(
    `${cpus().length} cores (${cpus()[0]?.model}), ${gibibytes} GiB, ${
      process.platform
    }; a ratio above 1 means better`,
  );
  const figures = [];
  for (const name of names) {
    const measured = await benchmarks[name](workbench);
    measured.forEach(print);
    figures.push(...measured);
  }
  if (values.json) {
    writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  }
  return 0;
});
