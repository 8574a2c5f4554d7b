import type { Knex } from 'knex';
import type { Figure } from '../index.mjs';
import type { Bench } from './bench';
import { copyInstance, copyOf } from './copyInstance';
import { ACTOR, WAITING_JOB } from './models';
import { median } from './rounds';

const LEASE = 60_000;

/** How often each thing is done at a size; the first ones warm up. */
const COMMANDS = 300;
const WARM_UP = 50;

/** What is done at each size. */
const names = ['command', 'claim', 'next-due'] as const;
type Latencies = Readonly<Record<(typeof names)[number], number[]>>;

/**
 * How long it takes to complete a job of an instance that was not used for long, to lease one, and to look for the next timer, while ever
 * more instances wait, each for a job and a timer.
 */
export async function measureGrowth(
  bench: Bench,
  sizes: readonly number[],
): Promise<readonly Figure[]> {
  const { knex } = bench.database;
  const template = await bench.start('waiting');
  const figures: Figure[] = [];
  const first = new Map<string, number>();
  let copied = 0;
  for (const size of sizes) {
    await giveBack(knex, template);
    await copyInstance(knex, template, [copied, size]);
    copied = size;
    const waitKey = await jobOf(knex, template);
    const measured = await measureSize(bench, waitKey, size);
    for (const name of names) {
      const value = median(measured[name].slice(WARM_UP));
      first.set(name, first.get(name) ?? value);
      figures.push(...figuresOf([name, value], size, first.get(name)!));
    }
  }
  return figures;
}

/** The median, and how many times that of the smallest size it is. */
function figuresOf(
  [name, value]: readonly [string, number],
  size: number,
  first: number,
): readonly Figure[] {
  const suffix = size.toExponential().replace('+', '');
  const growth = name === 'command' ? 'growth' : `${name}-growth`;
  return [
    { name: `${name}-p50-${suffix}`, value: value * 1000, unit: 'µs' },
    {
      name: `${growth}-${suffix}`,
      value: value / first,
      unit: 'times as long as with the fewest waiting',
    },
  ];
}

/** Copies of a job that is leased would not be due. */
async function giveBack(knex: Knex, id: string): Promise<void> {
  await knex('waits')
    .where({ instance_id: id, kind: 'job' })
    .update({ due_at: 0, lease_owner: null, attempt: null });
}

/** The wait for a job, of the instance that is copied. */
async function jobOf(knex: Knex, id: string): Promise<number> {
  const { key } = await knex('waits')
    .where({ instance_id: id, kind: 'job' })
    .first('key');
  return key;
}

async function measureSize(
  { host }: Bench,
  waitKey: number,
  size: number,
): Promise<Latencies> {
  const measured: Latencies = { command: [], claim: [], 'next-due': [] };
  const leased = new Set<string>();
  for (let index = 0; index < COMMANDS; index++) {
    const request = { types: [WAITING_JOB], worker: 'bench', limit: 1 };
    const now = Date.now();
    const [job] = await timed(measured.claim, () =>
      host.stores.jobs.claim({ ...request, now, until: now + LEASE }),
    );
    leased.add(job.instanceId);
    await timed(measured['next-due'], () => host.stores.timers.nextDue());
    const id = copyOf(Math.floor(((index + 0.5) / COMMANDS) * size));
    if (!leased.has(id)) {
      const command = { type: 'fulfilWait', waitKey } as const;
      await timed(measured.command, () =>
        host.instances.handle(id, command, { actor: ACTOR }),
      );
    }
  }
  return measured;
}

async function timed<Result>(
  milliseconds: number[],
  act: () => Promise<Result>,
): Promise<Result> {
  const begin = performance.now();
  const result = await act();
  milliseconds.push(performance.now() - begin);
  return result;
}
