import { startWorkers } from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import type { Figure } from '../index.mjs';
import type { Bench } from './bench';
import { quantile } from './rounds';

/** Milliseconds until the first timer fires, and over which they are spread. */
const LEAD = 2000;
const SPREAD = 4000;
const PATIENCE = 60_000;

/** How late timers fire: from when they are due until what they fire is committed. */
export async function measureTimers(
  bench: Bench,
  timers: number,
): Promise<readonly Figure[]> {
  const { host } = bench;
  const dues = new Map<string, number>();
  const late: number[] = [];
  let finish = () => {};
  const finished = new Promise<void>(resolve => {
    finish = resolve;
  });
  host.instances.onCommit(({ record: { id, endedAt } }) => {
    const due = dues.get(id);
    if (due !== undefined && endedAt !== undefined) {
      late.push(performance.timeOrigin + performance.now() - due);
      if (late.length === timers) {
        finish();
      }
    }
  });
  const workers = startWorkers(host);
  const begin = Date.now() + LEAD;
  for (let index = 0; index < timers; index++) {
    const due = begin + Math.round((index / timers) * SPREAD);
    const iso = new Date(due).toISOString();
    dues.set(await bench.start('timer', { due: iso }), due);
  }
  await Promise.race([finished, patience(timers)]);
  await workers.stop();
  return [
    { name: 'timer-lateness-p50', value: quantile(late, 0.5), unit: 'ms' },
    { name: 'timer-lateness-p99', value: quantile(late, 0.99), unit: 'ms' },
  ];
}

async function patience(timers: number): Promise<never> {
  await new Promise(resolve => {
    setTimeout(resolve, PATIENCE).unref();
  });
  throw new Error(`Expected ${timers} timers to fire, but not all did`);
}
