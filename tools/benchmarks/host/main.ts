// Measures the host on one database and writes the figures as JSON to the file that is named. Started by ../onDatabases.mjs.
import { writeFileSync } from 'node:fs';
import type { Figure } from '../index.mjs';
import { createBench, type Bench } from './bench';
import { measureCosts } from './costs';
import { openDatabase, type DatabaseKind } from './database';
import { startDbos } from './dbos';
import { measureFlush } from './flush';
import { measureGrowth } from './growth';
import { measureMultiInstance } from './multiInstance';
import { measureRestTasks } from './restTasks';
import { measureThroughput } from './throughput';
import { measureTimers } from './timers';

/** How much is measured. */
const sizes = {
  /** What is promised. */
  full: {
    rounds: { rounds: 5, milliseconds: 2500 },
    timers: 500,
    tasks: 500,
    items: 10_000,
    waiting: [1e3, 1e4, 1e5, 1e6],
  },
  /** Everything, but little of it: to see whether it works. */
  tiny: {
    rounds: { rounds: 1, milliseconds: 50 },
    timers: 10,
    tasks: 20,
    items: 200,
    waiting: [1e3, 2e3],
  },
};

type Size = keyof typeof sizes;

async function main(file: string, kind: string, size: string): Promise<void> {
  const database = await openDatabase(kind as DatabaseKind);
  try {
    const bench = await createBench(database);
    const figures = await measure(bench, size as Size);
    writeFileSync(
      file,
      JSON.stringify(figures.map(figure => ({ ...figure, database: kind }))),
    );
  } finally {
    await database.close();
  }
}

async function measure(bench: Bench, size: Size): Promise<readonly Figure[]> {
  const { rounds, timers, tasks, items, waiting } = sizes[size];
  const { kind, connectionString } = bench.database;
  const figures: Figure[] = [];
  const part = async (
    what: string,
    measured: () => Promise<readonly Figure[]> | readonly Figure[],
  ) => {
    console.log(`  … ${kind}: ${what}`);
    figures.push(...(await measured()));
  };
  await part('a flush of the disk', measureFlush);
  await part('the cost of a command', () => measureCosts(bench));
  await part('timers', () => measureTimers(bench, timers));
  await part('tasks through REST', () => measureRestTasks(bench, tasks));
  await part('instances per second', async () => {
    const dbos = connectionString
      ? await startDbos(connectionString)
      : undefined;
    const measured = await measureThroughput(bench, dbos, rounds);
    await dbos?.stop();
    return measured;
  });
  await part('multi-instance', () => measureMultiInstance(bench, items));
  await part('growth', () => measureGrowth(bench, waiting));
  return figures;
}

const [, , file, kind, size] = process.argv;
main(file, kind, size).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
