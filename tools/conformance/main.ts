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
  if (cases.length === 0) {
    console.error(
      values.only
        ? `Expected cases in ${folder} whose ids begin with ${values.only}, but there are none. Leave out --only to see them all.`
        : `Expected cases in ${folder}, but its manifest.json has none, and there are no .bpmn files.`,
    );
    return 1;
  }
  for (const line of [
    ...lines,
    '',
    'What this means: tools/conformance/README.md',
  ]) {
    console.log(line);
  }
  if (values.json) {
    writeFileSync(values.json, `${JSON.stringify({ cases }, null, 2)}\n`);
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
