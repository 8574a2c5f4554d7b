// Runs a conformance suite: a folder with a manifest of cases, or of models to be read and written back.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSuite } from './betsy/runSuite';
import { compareFolder } from './interchange/compareFolder';
import type { SuiteReport } from './outcome';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, only: { type: 'string' } },
  });
  const [folder] = positionals;
  const { cases, lines, isBroken } = await run(folder, values.only);
  for (const line of lines) {
    console.log(line);
  }
  if (values.json) {
    writeFileSync(values.json, `${JSON.stringify({ cases }, null, 2)}\n`);
  }
  if (cases.length === 0) {
    console.error(
      `Expected cases in ${folder}${
        values.only ? ` that begin with ${values.only}` : ''
      }, but there are none.`,
    );
    return 1;
  }
  return isBroken ? 1 : 0;
}

function run(folder: string, only: string | undefined): Promise<SuiteReport> {
  return hasCasesToRun(folder)
    ? runSuite(folder, only)
    : compareFolder(folder, modelsOf(folder), only);
}

/** A manifest may also only describe models. */
function hasCasesToRun(folder: string): boolean {
  const manifest = join(folder, 'manifest.json');
  return (
    existsSync(manifest) &&
    JSON.parse(readFileSync(manifest, 'utf8')).cases?.[0]?.steps !== undefined
  );
}

function modelsOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.bpmn'))
    .sort();
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(error);
    process.exitCode = 1;
  },
);
