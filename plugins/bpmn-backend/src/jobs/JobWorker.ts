import { setTimeout as sleep } from 'node:timers/promises';
import {
  findJobHandler,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { IDLE } from '../worker/PollingWorker';
import { JobAttempt, LEASE, type JobAttemptOptions } from './JobAttempt';
import type { JobLimits } from './JobLimits';
import type { ActivatedJob } from './JobService';
import { JobShares } from './JobShares';

/** What a worker is made of. */
export interface JobWorkerOptions extends JobAttemptOptions {
  readonly handlers: readonly JobHandler[];
  /** Names this process, for people. */
  readonly name: string;
  /** Most jobs at a time. */
  readonly limits: JobLimits;
  /** Longest time that one try may take where its handler does not say, in milliseconds. */
  readonly timeout: number;
  /** Milliseconds that jobs have to come to their end when the worker is stopped. */
  readonly grace: number;
  /** Told when there is room for another job. */
  readonly onRoom?: () => void;
}

/** Does the jobs that this process has handlers for. */
export class JobWorker {
  private readonly doing = new Map<JobAttempt, Promise<void>>();
  private readonly shares: JobShares;

  constructor(private readonly options: JobWorkerOptions) {
    this.shares = new JobShares(options.limits, options.handlers);
  }

  /** Begins as many due jobs as there is room for. Returns for how many milliseconds it can rest. */
  async runOnce(): Promise<number> {
    const { jobs, name, limits } = this.options;
    const limit = limits.concurrency - this.doing.size;
    const types = this.shares.types();
    if (types.length === 0 || limit <= 0) {
      return IDLE;
    }
    await this.renewExpired();
    const choice = this.shares.choice();
    const request = { types, worker: name, limit, lease: LEASE, choice };
    const activated = await jobs.activate(request);
    activated.forEach(job => this.begin(job));
    return activated.length > 0 ? 0 : IDLE;
  }

  /** Waits for what is being done. */
  async settle(): Promise<void> {
    while (this.doing.size > 0) {
      await Promise.all(this.doing.values());
    }
  }

  /** Lets what is being done come to its end, for some time; then tells handlers to stop, and gives their jobs back when they have. */
  async stop(): Promise<void> {
    const enough = new AbortController();
    const { signal } = enough;
    const grace = sleep(this.options.grace, undefined, { signal });
    await Promise.race([this.settle(), grace.catch(() => {})]);
    enough.abort();
    for (const attempt of this.doing.keys()) {
      attempt.giveBack();
    }
    await this.settle();
  }

  /** What is being done here is not to be done here once more, because the clock was set or nothing has run for some time. */
  private async renewExpired(): Promise<void> {
    const expired = [...this.doing.keys()].filter(one => one.hasExpired());
    await Promise.all(expired.map(attempt => attempt.renew()));
  }

  private begin(job: ActivatedJob): void {
    const { handlers, timeout, onRoom } = this.options;
    const { type } = job.wait;
    const handler = findJobHandler(handlers, type)!;
    const doer = { handler, timeout: handler.timeout ?? timeout };
    const attempt = new JobAttempt(job, doer, this.options);
    const counted = { type, ownerRef: job.ownerRef };
    this.shares.begin(counted);
    const doing = attempt.perform().finally(() => {
      this.doing.delete(attempt);
      this.shares.end(counted);
      onRoom?.();
    });
    this.doing.set(attempt, doing);
  }
}
