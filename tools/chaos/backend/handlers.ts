import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  complete,
  fail,
  failForGood,
  throwError,
  type Job,
  type JobAnswer,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';

type Handle = (job: Job) => JobAnswer | Promise<JobAnswer>;

/** Which lease was the one that counted is seen in the history. */
const done = (job: Job, variables: Record<string, number> = {}) =>
  complete({ ...variables, [job.elementId]: true, proof: job.attemptId });

/** Dice that fall alike for the same attempt. */
const luck = ({ attemptId }: Job) =>
  createHash('sha256').update(attemptId).digest()[0] / 256;

const squared = (job: Job) => Number(job.variables.item) ** 2;

const handlers: Readonly<Record<string, Handle>> = {
  echo: job => done(job),
  async slow(job) {
    await sleep(100 + luck(job) * 1000);
    return done(job);
  },
  count: job =>
    complete({
      count: Number(job.variables.count) + 1,
      proof: job.attemptId,
    }),
  square: job => complete({ square: squared(job), proof: job.attemptId }),
  flaky: job =>
    luck(job) < 0.3 ? fail('Expected luck, but had none') : done(job),
  refuse: job => (job.variables.refuses ? throwError('refused') : done(job)),
  fragile: job =>
    job.variables.fixed
      ? done(job)
      : failForGood('Expected somebody to have fixed it, but nobody has'),
};

/** Those who do the jobs of the mix, and tell of everything that they do before they answer. */
export function handlersThat(
  note: (job: Job, answer: JobAnswer['kind']) => void,
): readonly JobHandler[] {
  return Object.entries(handlers).map(([type, handle]) => ({
    type,
    async handle(job) {
      const answer = await handle(job);
      note(job, answer.kind);
      return answer;
    },
  }));
}
