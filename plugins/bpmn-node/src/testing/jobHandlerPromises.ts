/* eslint-disable jest/no-standalone-expect -- each check is the body of a test */
import {
  findAnswerProblem,
  findJobHandler,
  findJobTypeProblem,
  handleJob,
  type JobAnswer,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { JobDraft, JobHandlerContract } from './contractedJobHandler';
import { testJob } from './testJob';
import { testJobContext, type TestJobContext } from './testJobContext';

/** One thing that a handler promises, and how to see whether it keeps it. */
export interface JobHandlerPromise {
  /** Goes on from "should". */
  readonly promise: string;
  /** Rejects if the promise is broken. */
  check(contract: JobHandlerContract): Promise<void>;
}

/** What JavaScript says when nobody has looked at what was given. */
const ACCIDENT =
  /Cannot (read|set|convert|destructure)|is not (a function|iterable|defined)|undefined/;

const ALWAYS: readonly JobHandlerPromise[] = [
  {
    promise: 'be chosen for its jobs',
    check: async contract => {
      const handler = await contract.createHandler();
      expect(findJobTypeProblem(handler.type)).toBeUndefined();
      for (const { type } of [
        contract.goodJob(),
        contract.failingJob(),
        contract.endlessJob().job,
      ]) {
        expect(findJobHandler([handler], type)).toBe(handler);
      }
    },
  },
  {
    promise: 'complete a good job with JSON',
    check: async contract => {
      const answer = await handle(contract, contract.goodJob());
      expect(answer).toMatchObject({ kind: 'complete' });
      expect(findAnswerProblem(answer)).toBeUndefined();
    },
  },
  {
    promise: 'not change the job that it is given',
    check: async contract => {
      const handler = await contract.createHandler();
      const job = deepFreeze(testJob(structuredClone(contract.goodJob())));
      const answer = await handleJob(handler, job, testJobContext());
      expect(answer).toMatchObject({ kind: 'complete' });
    },
  },
  {
    promise: 'do several jobs at a time, each as if alone',
    check: async contract => {
      const handler = await contract.createHandler();
      const answers = await Promise.all(
        [contract.goodJob(), contract.failingJob(), contract.goodJob()].map(
          (draft, index) =>
            handleJob(
              handler,
              testJob({ id: `job-${index}`, ...draft }),
              testJobContext(),
            ),
        ),
      );
      expect(answers.map(({ kind }) => kind === 'complete')).toEqual([
        true,
        false,
        true,
      ]);
    },
  },
  {
    promise: 'answer a job that fails with a message for people',
    check: async contract => {
      const answer = await handle(contract, contract.failingJob());
      expect(answer.kind).not.toBe('complete');
      expect((answer as { message?: string }).message).toMatch(/\S+\s+\S+/);
    },
  },
  {
    promise: 'say what it misses in a job without variables and headers',
    check: async contract => {
      const { type } = contract.failingJob();
      const answer = await handle(contract, { type });
      expect(JSON.stringify(answer)).not.toMatch(ACCIDENT);
    },
  },
  {
    promise: 'stop when it is aborted',
    check: async contract => {
      const handler = await contract.createHandler();
      const { job, begun } = contract.endlessJob();
      const context = testJobContext();
      const ended = handleJob(handler, testJob(job), context);
      await Promise.race([begun, ended.then(endedTooEarly)]);
      context.abort();
      // A handler that does not stop is stopped by the time limit of the test.
      expect((await ended).kind).not.toBe('complete');
    },
  },
  {
    promise: 'not begin when it is aborted already',
    check: async contract => {
      const context = testJobContext();
      context.abort();
      const { job } = contract.endlessJob();
      const answer = await handle(contract, job, context);
      expect(answer.kind).not.toBe('complete');
    },
  },
];

const KEEPS_SECRETS: JobHandlerPromise = {
  promise: 'keep secrets out of answers and logs',
  check: async contract => {
    for (const draft of [contract.goodJob(), contract.failingJob()]) {
      const context = testJobContext();
      const answer = await handle(contract, draft, context);
      const said = JSON.stringify([answer, context.lines, context.logged]);
      for (const secret of contract.secrets ?? []) {
        // The message of a failed expectation would tell it.
        expect(said.includes(secret)).toBe(false);
      }
    }
  },
};

const PASSES_KEY_ON: JobHandlerPromise = {
  promise: 'pass the idempotency key on, the same for every try',
  check: async contract => {
    const received = contract.receivedIdempotencyKeys!;
    const before = received().length;
    for (const attemptId of ['attempt-1', 'attempt-2']) {
      const draft = contract.goodJob();
      await handle(contract, { ...draft, idempotencyKey: 'key-7', attemptId });
    }
    expect(received().slice(before)).toEqual(['key-7', 'key-7']);
  },
};

/** What this handler promises: some only if the contract says so. */
export function jobHandlerPromises(
  contract: JobHandlerContract,
): readonly JobHandlerPromise[] {
  return [
    ...ALWAYS,
    ...(contract.secrets?.length ? [KEEPS_SECRETS] : []),
    ...(contract.receivedIdempotencyKeys ? [PASSES_KEY_ON] : []),
  ];
}

async function handle(
  contract: JobHandlerContract,
  draft: JobDraft,
  context: TestJobContext = testJobContext(),
): Promise<JobAnswer> {
  return handleJob(await contract.createHandler(), testJob(draft), context);
}

function endedTooEarly({ kind }: JobAnswer): never {
  throw new Error(
    `Expected the endless job to begin and go on, but the handler answered: ${kind}`,
  );
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
