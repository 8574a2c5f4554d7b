import type { JobWait, Variables } from '../state/state';
import type { Scenario } from './scenario';

/** Job types of what is open, in order; what is no job by its kind. */
export function openTypes(story: Scenario): readonly string[] {
  return story.waits.map(wait => (wait.kind === 'job' ? wait.type : wait.kind));
}

/** The job of a type that is open. */
export function openJob(story: Scenario, type: string): JobWait {
  const found = story.waits.find(
    wait => wait.kind === 'job' && wait.type === type,
  );
  if (!found) {
    throw new Error(
      `Expected a job ${type} to be open, but these are: ${openTypes(story)}`,
    );
  }
  return found as JobWait;
}

/** Completes the job of a type. */
export function complete(
  story: Scenario,
  type: string,
  variables: Variables = {},
): void {
  const { key: waitKey } = openJob(story, type);
  story.send({ type: 'fulfilWait', waitKey, variables });
}
