// Measures for how long others wait while slow models are deployed and executed, and writes the figures as JSON to the file that is named. Started by
// ../onDatabases.mjs.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeScratch, type DatabaseName } from '../../databases/scratch';
import type { Figure } from '../index.mjs';
import type { Delay } from './backend';
import { Served } from './Served';
import { slowKinds, small, type SlowSizes } from './slowModels';

const sizes: Readonly<Record<string, SlowSizes>> = {
  /** What is promised. */
  full: { document: 4_000_000, timers: 10_000, items: 10_000 },
  /** To see whether it works. */
  tiny: { document: 40_000, timers: 50, items: 100 },
};

/** Milliseconds that others may have to wait. */
const PROMISED = 50;
const CALM = 3000;

const nameOf = (kind: string) =>
  kind.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

const figuresOf = (
  kind: string,
  { p99, longest, busiest, busyP99 }: Delay,
): readonly Figure[] => [
  {
    name: `delay-p99-${nameOf(kind)}`,
    value: p99,
    unit: 'ms',
    ratio: PROMISED / p99,
    against: `the promised ${PROMISED} ms`,
  },
  { name: `delay-longest-${nameOf(kind)}`, value: longest, unit: 'ms' },
  { name: `busy-p99-${nameOf(kind)}`, value: busyP99, unit: 'ms of work' },
  { name: `busiest-turn-${nameOf(kind)}`, value: busiest, unit: 'ms of work' },
];

async function main(file: string, name: string, size: string): Promise<void> {
  const database = await makeScratch(name as DatabaseName);
  const served = await Served.start(database.config);
  try {
    await served.deploy(small);
    await served.delayDuring(() => sleep(CALM));
    const calm = await served.delayDuring(() => sleep(CALM));
    const figures = [...figuresOf('nothing', calm)];
    for (const [kind, act] of Object.entries(slowKinds)) {
      console.log(`  … ${name}: ${kind}`);
      const delay = await served.delayDuring(() => act(served, sizes[size]));
      figures.push(...figuresOf(kind, delay));
    }
    writeFileSync(
      file,
      JSON.stringify(figures.map(figure => ({ ...figure, database: name }))),
    );
  } finally {
    await served.stop();
    await database.remove();
  }
}

const [, , file, name, size] = process.argv;
main(file, name, size).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
