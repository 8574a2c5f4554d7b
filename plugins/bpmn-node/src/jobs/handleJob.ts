import type { Job } from './job';
import {
  fail,
  failForGood,
  findAnswerProblem,
  type JobAnswer,
} from './jobAnswer';
import type { JobContext, JobHandler } from './jobHandler';

/**
 * Has a job done and always gets an answer: what the handler throws becomes {@link fail}, what is no answer becomes {@link failForGood},
 * since the same handler would say it again. This is how a host calls a handler, and how its tests do.
 *
 * @public
 */
export async function handleJob(
  handler: JobHandler,
  job: Job,
  context: JobContext,
): Promise<JobAnswer> {
  let answer: JobAnswer;
  try {
    answer = await handler.handle(job, context);
  } catch (error) {
    return fail(messageOf(error));
  }
  const problem = problemOf(answer);
  return problem
    ? failForGood(`${problem} (handler of job type ${handler.type})`)
    : answer;
}

function problemOf(answer: JobAnswer): string | undefined {
  try {
    return findAnswerProblem(answer);
  } catch {
    return 'Expected an answer of plain data, but it cannot be read';
  }
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (
    text ||
    'Expected the job to be done, but its handler gave up without saying why'
  );
}
