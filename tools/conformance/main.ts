// Runs a conformance suite: a folder with a manifest of cases, or of models to be read and written back.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DatabaseName } from '../databases/scratch';
import type { OpenHost } from './betsy/caseHost';
import { runSuite } from './betsy/runSuite';
import { compareFolder } from './interchange/compareFolder';
import type { CaseOutcome, SuiteReport } from './outcome';
import { throughHost } from './through/throughHost';

interface Request {
  readonly folder: string;
  readonly only?: string;
  /** Databases that the cases run on, through a host; empty: the engine alone. */
  readonly databases: readonly DatabaseName[];
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      only: { type: 'string' },
      database: { type: 'string', multiple: true },
    },
  });
  const [folder] = positionals;
  const { only, database = [] } = values;
  const databases = database as DatabaseName[];
  const { cases, lines, isBroken } = await run({ folder, only, databases });
  if (cases.length === 0) {
    console.error(
      only
        ? `Expected cases in ${folder} whose ids begin with ${only}, but there are none. Leave out --only to see them all.`
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

function run({ folder, only, databases }: Request): Promise<SuiteReport> {
  if (!hasCasesToRun(folder)) {
    return compareFolder(folder, modelsOf(folder), only);
  }
  return databases.length > 0
    ? runThrough(databases, openHost => runSuite(folder, { only, openHost }))
    : runSuite(folder, { only });
}

/** One report after the other, each under the name of its database. */
async function runThrough(
  databases: readonly DatabaseName[],
  runOn: (openHost: OpenHost) => Promise<SuiteReport>,
): Promise<SuiteReport> {
  const cases: CaseOutcome[] = [];
  const lines: string[] = [];
  let isBroken = false;
  for (const database of databases) {
    const report = await throughHost(database, runOn);
    cases.push(...report.cases.map(one => ({ ...one, database })));
    lines.push(`through the host, on ${database}`, '', ...report.lines, '');
    isBroken ||= report.isBroken;
  }
  return { cases, lines, isBroken };
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
  // What a back end that could not start has left open keeps nobody waiting.
  code => process.exit(code),
  error => {
    console.error(error);
    process.exit(1);
  },
);
