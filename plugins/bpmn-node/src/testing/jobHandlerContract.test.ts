import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { setTimeout } from 'node:timers/promises';
import {
  complete,
  fail,
  type Job,
  type JobContext,
  type JobHandler,
} from '../jobs';
import type { JobHandlerContract } from './contractedJobHandler';
import { jobHandlerContract } from './jobHandlerContract';
import { jobHandlerPromises } from './jobHandlerPromises';

/** Greets by name; a deed, so it passes its key on. */
function greets(received: string[]): JobHandler {
  return {
    type: 'test:greet',
    async handle({ variables, idempotencyKey }, { signal, log }) {
      signal.throwIfAborted();
      if (variables.name === 'endless') {
        await setTimeout(60_000, undefined, { signal });
      }
      if (typeof variables.name !== 'string') {
        return fail('Expected name to be a text, but found another value');
      }
      received.push(idempotencyKey);
      log('Greeted');
      return complete({ greeting: `Hello ${variables.name}` });
    },
  };
}

function contractOf(
  change: (handler: JobHandler) => JobHandler = handler => handler,
): JobHandlerContract {
  const received: string[] = [];
  const job = (variables: JsonObject) => ({ type: 'test:greet', variables });
  return {
    createHandler: () => change(greets(received)),
    goodJob: () => job({ name: 'Ada' }),
    failingJob: () => job({ name: 7 }),
    endlessJob: () => ({
      job: job({ name: 'endless' }),
      begun: Promise.resolve(),
    }),
    secrets: ['s3cret'],
    receivedIdempotencyKeys: () => received,
  };
}

describe('the contract of job handlers, kept', () => {
  jobHandlerContract(contractOf());
});

type Handle = (
  job: Job,
  context: JobContext,
  handle: JobHandler['handle'],
) => ReturnType<JobHandler['handle']>;

describe('the contract of job handlers, broken', () => {
  const broken: readonly (readonly [promise: string, handle: Handle])[] = [
    [
      'complete a good job with JSON',
      async () => complete({ at: new Date() as unknown as string }),
    ],
    [
      'not change the job that it is given',
      async (job, context, handle) => {
        Object.assign(job, { retries: 0 });
        return handle(job, context);
      },
    ],
    [
      'answer a job that fails with a message for people',
      async () => complete(),
    ],
    ['answer a job that fails with a message for people', async () => fail('')],
    [
      'say what it misses in a job without variables and headers',
      async ({ variables }) =>
        complete({ length: (variables.name as string).length }),
    ],
    ['stop when it is aborted', async () => complete()],
    ['not begin when it is aborted already', async () => complete()],
    [
      'keep secrets out of answers and logs',
      async (job, context, handle) => {
        context.log('using s3cret');
        return handle(job, context);
      },
    ],
    [
      'keep secrets out of answers and logs',
      async (job, context, handle) => {
        context.logger.info('using', { key: 's3cret' });
        return handle(job, context);
      },
    ],
    [
      'pass the idempotency key on, the same for every try',
      async (job, context, handle) =>
        handle({ ...job, idempotencyKey: job.attemptId }, context),
    ],
  ];

  it.each(broken)('should notice who does not: %s', async (promise, handle) => {
    // given
    const contract = contractOf(handler => ({
      type: handler.type,
      handle: (job, context) =>
        handle(job, context, handler.handle.bind(handler)),
    }));
    const found = jobHandlerPromises(contract).find(
      candidate => candidate.promise === promise,
    );
    // then
    await expect(found!.check(contract)).rejects.toThrow();
  });

  it('should notice a handler that others are chosen before', async () => {
    // given
    const contract = contractOf(handler => ({ ...handler, type: 'other' }));
    // then
    await expect(
      jobHandlerPromises(contract)[0].check(contract),
    ).rejects.toThrow();
  });

  it('should notice a handler that mixes its jobs up', async () => {
    // given
    let last: Job;
    const contract = contractOf(handler => ({
      type: handler.type,
      async handle(job, context) {
        last = job;
        await setTimeout(1);
        return handler.handle(last, context);
      },
    }));
    const found = jobHandlerPromises(contract).find(({ promise }) =>
      promise.startsWith('do several jobs'),
    );
    // then
    await expect(found!.check(contract)).rejects.toThrow();
  });

  it('should promise for those only who say so', () => {
    // given
    const { secrets, receivedIdempotencyKeys, ...modest } = contractOf();
    // then
    expect(jobHandlerPromises(modest)).toHaveLength(
      jobHandlerPromises(contractOf()).length - 2,
    );
  });
});
