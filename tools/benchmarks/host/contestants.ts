import type { Bench } from './bench';
import { ACTOR, JOB } from './models';
import type { DoOne } from './rounds';

/** Jobs of one instance of the process with ten. */
export const TEN = 10;

const LEASE = 60_000;
const LOOKS = 100;

type ActivatedJob = Awaited<ReturnType<Bench['host']['jobs']['activate']>>[0];

/** Runs instances of ten automatic tasks, each in one command. */
export function automaticStretch(bench: Bench): DoOne {
  return async () => {
    await bench.start('automatic');
  };
}

/**
 * Does one job: activates it and completes it. Whoever completes the last one of an instance starts the next. There are twice as many
 * instances as callers, so there is a job for everybody.
 */
export async function jobByJob(bench: Bench, callers: number): Promise<DoOne> {
  const { host } = bench;
  let endings = 0;
  host.instances.onCommit(({ record }) => {
    endings += record.endedAt === undefined ? 0 : 1;
  });
  for (let instance = 0; instance < 2 * callers; instance++) {
    await bench.start('tenWaits');
  }
  return async () => {
    const job = await activateOne(bench);
    const variables = { [job.wait.elementId]: true };
    await host.jobs.answer(job, { kind: 'complete', variables }, ACTOR);
    if (endings > 0) {
      endings--;
      await bench.start('tenWaits');
    }
  };
}

/** Activates a job. Somebody else can have been faster with all that one has seen: then one looks again. */
async function activateOne({ host }: Bench): Promise<ActivatedJob> {
  for (let look = 0; look < LOOKS; look++) {
    const [job] = await host.jobs.activate({
      types: [JOB],
      worker: 'bench',
      limit: 1,
      lease: LEASE,
    });
    if (job) {
      return job;
    }
  }
  throw new Error('Expected a job for every caller, but found none');
}
