import type { Figure } from '../index.mjs';
import type { Bench } from './bench';
import { ACTOR, ITEM_JOB } from './models';
import { median } from './rounds';

const LEASE = 600_000;
const BATCH = 100;

/** Runs of each size: all cost the same for each item if nothing grows. */
const RUNS = 5;

/** What one item of a multi-instance costs among many, against among a hundred. */
export async function measureMultiInstance(
  bench: Bench,
  items: number,
): Promise<readonly Figure[]> {
  const few: number[] = [];
  await run(bench, BATCH);
  for (let index = 0; index < RUNS; index++) {
    few.push(await run(bench, BATCH));
  }
  const many = await run(bench, items);
  const before = median(few);
  return [
    { name: 'multi-instance-100', value: before, unit: 'µs per item' },
    { name: `multi-instance-${items}`, value: many, unit: 'µs per item' },
    {
      name: 'multi-instance-growth',
      value: many / before,
      unit: 'times the cost per item',
    },
  ];
}

/** Microseconds per item: starts an instance, and does the job of every item. */
async function run({ host, start }: Bench, items: number): Promise<number> {
  const begin = performance.now();
  await start('multiInstance', {
    items: Array.from({ length: items }, (_, index) => index),
  });
  let done = 0;
  while (done < items) {
    const jobs = await host.jobs.activate({
      types: [ITEM_JOB],
      worker: 'bench',
      limit: BATCH,
      lease: LEASE,
    });
    for (const job of jobs) {
      await host.jobs.answer(job, { kind: 'complete', variables: {} }, ACTOR);
    }
    done += jobs.length;
  }
  return ((performance.now() - begin) * 1000) / items;
}
