// Puts back ends through trouble on each of the databases that are named, and tells what it did to them. Started by ../chaos.mjs.
import { parseArgs } from 'node:util';
import { makeScratch, type DatabaseName } from '../databases/scratch';
import type { BackendKind } from './backend/protocol';
import { runTrial, type TrialReport } from './Trial';

/** PostgreSQL may have several. */
const KINDS: Readonly<Record<DatabaseName, readonly BackendKind[]>> = {
  sqlite: ['portal'],
  postgres: ['host', 'portal'],
};
const MOST_SHOWN = 40;
/** Milliseconds between two troubles of one back end. */
const BETWEEN = { short: [1500, 4000], long: [3000, 12_000] } as const;

interface Request {
  readonly seconds: number;
  readonly seed: number;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      database: { type: 'string', multiple: true },
      seconds: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  const request = {
    seconds: Number(values.seconds),
    seed: Number(values.seed),
  };
  let found = 0;
  for (const name of values.database as DatabaseName[]) {
    console.log(`\n${name}, ${request.seconds} s, seed ${request.seed}`);
    const report = await tryOn(name, request);
    print(report);
    found += report.findings.length;
  }
  return found === 0 ? 0 : 1;
}

async function tryOn(
  name: DatabaseName,
  { seconds, seed }: Request,
): Promise<TrialReport> {
  const database = await makeScratch(name);
  try {
    return await runTrial(database, {
      seconds,
      seed,
      kinds: KINDS[name],
      between: seconds < 60 ? BETWEEN.short : BETWEEN.long,
      say: line => console.log(`  ${line}`),
    });
  } finally {
    await database.remove();
  }
}

function print({ findings, counts, complaints }: TrialReport): void {
  console.log(`  ${JSON.stringify(counts)}`);
  for (const [line, count] of counted(complaints).slice(0, MOST_SHOWN)) {
    console.log(`  complaint, ${count} x: ${line}`);
  }
  for (const finding of findings.slice(0, MOST_SHOWN)) {
    console.log(`  FOUND ${finding}`);
  }
  console.log(`  ${findings.length} findings`);
}

/** Lines that differ in their numbers only are one. */
function counted(
  lines: readonly string[],
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const line of lines.filter(one => !/^\s+at /.test(one))) {
    const sort = line.replace(/[0-9a-f-]{16,}|\d+/g, '#').slice(0, 200);
    counts.set(sort, (counts.get(sort) ?? 0) + 1);
  }
  return Array.from(counts).sort(([, a], [, b]) => b - a);
}

main().then(
  code => process.exit(code),
  error => {
    console.error(error);
    process.exit(1);
  },
);
