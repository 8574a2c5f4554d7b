import type {
  Command,
  Key,
  Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { JobAnswer } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Clock } from '../clock/Clock';
import type { Handled, InstanceService } from '../instances/InstanceService';
import type { JobChoice, JobStore, LeasedJob } from '../store/jobs';

/** What somebody who does jobs asks for. */
export interface ActivateRequest {
  /** Job types, exact ones or such as `script:*`. */
  readonly types: readonly string[];
  /** Name of whoever does them, for people. */
  readonly worker: string;
  /** Most jobs. */
  readonly limit: number;
  /** Milliseconds for which they are leased. */
  readonly lease: number;
  /** Jobs of these processes only; absent: of any. */
  readonly processKeys?: readonly string[];
  /** How they are chosen; absent: the most urgent ones. */
  readonly choice?: JobChoice;
}

/** A job with what its element sees. */
export interface ActivatedJob extends LeasedJob {
  readonly variables: Variables;
}

/** Names one lease of a job. */
export type JobLease = Pick<LeasedJob, 'instanceId' | 'attempt'> & {
  readonly wait: { readonly key: Key };
};

/** Hands jobs out and takes their answers, whoever does them. */
export class JobService {
  constructor(
    private readonly options: {
      readonly store: JobStore;
      readonly instances: InstanceService;
      readonly clock: Clock;
    },
  ) {}

  /** Leases jobs that are due. */
  async activate({
    lease,
    ...wanted
  }: ActivateRequest): Promise<readonly ActivatedJob[]> {
    const { store, clock } = this.options;
    const now = clock.now();
    const claimed = await store.claim({ ...wanted, now, until: now + lease });
    const byInstance = new Map<string, LeasedJob[]>();
    for (const job of claimed) {
      const jobs = byInstance.get(job.instanceId);
      if (jobs) {
        jobs.push(job);
      } else {
        byInstance.set(job.instanceId, [job]);
      }
    }
    const activated = await Promise.all(
      Array.from(byInstance.values(), jobs => this.withVariables(jobs)),
    );
    return activated.flat();
  }

  /** Jobs of one instance with what their elements see. */
  private async withVariables(
    jobs: readonly LeasedJob[],
  ): Promise<readonly ActivatedJob[]> {
    const [{ instanceId, revision }] = jobs;
    const waits = jobs.map(({ wait }) => wait);
    const variables = await this.options.instances.variablesSeenFrom(
      instanceId,
      waits,
      revision,
    );
    return jobs.map((job, index) => ({ ...job, variables: variables[index] }));
  }

  /** What came of a job. Throws a Rejection if its lease is not held any more. */
  async answer(
    { instanceId, wait, attempt }: JobLease,
    answer: JobAnswer,
    actor: string,
  ): Promise<Handled> {
    const lease = { waitKey: wait.key, attempt };
    return this.options.instances.handle(
      instanceId,
      commandOf(wait.key, answer),
      { actor, lease },
    );
  }

  /** Keeps a job for longer. Throws a Rejection if its lease is not held any more. */
  async extend(job: JobLease, lease: number): Promise<number> {
    const until = this.options.clock.now() + lease;
    if (!(await this.options.store.extend(job, until))) {
      throw new Rejection(
        'invalidState',
        'Expected the lease of the job to be held still, but it has ended: somebody else does the job, or it is not wanted any more',
        { instanceId: job.instanceId, waitKey: job.wait.key },
      );
    }
    return until;
  }

  /** Gives a job back that was not begun. */
  async release(job: LeasedJob): Promise<void> {
    await this.options.store.release(job, this.options.clock.now());
  }
}

/** Longest message that is kept; the rest is in the log of whoever has done the job. */
const LONGEST_MESSAGE = 10_000;

function commandOf(waitKey: number, answer: JobAnswer): Command {
  switch (answer.kind) {
    case 'complete':
      return { type: 'fulfilWait', waitKey, variables: answer.variables };
    case 'fail': {
      const { retries, retryAfter } = answer;
      const message = shortened(answer.message);
      return { type: 'failJob', waitKey, message, retries, retryAfter };
    }
    case 'failForGood': {
      const message = shortened(answer.message);
      return { type: 'failJob', waitKey, message, retries: 0 };
    }
    case 'throwError': {
      const { code, variables } = answer;
      const message = answer.message && shortened(answer.message);
      return { type: 'throwError', waitKey, code, message, variables };
    }
    default:
      throw new Error(`Unknown answer ${answer satisfies never}`);
  }
}

function shortened(message: string): string {
  return message.slice(0, LONGEST_MESSAGE);
}
