import type { InstanceService } from '../instances/InstanceService';
import { Nudges } from '../worker/Nudges';
import type { ActivatedJob, ActivateRequest, JobService } from './JobService';

/** Milliseconds after which one looks without being nudged: for jobs of other replicas, and those whose time has come. */
const LOOK = 1000;
const JOBS = 'jobs';

/** Lets external workers wait for jobs instead of asking all the time. */
export class JobPolling {
  private readonly nudges = new Nudges();

  constructor(
    private readonly options: {
      readonly jobs: JobService;
      readonly instances: InstanceService;
      /** Aborts when nobody is to wait any longer. */
      readonly stopping: AbortSignal;
    },
  ) {
    options.instances.onCommit(({ changes }) => {
      if (
        changes.some(
          change =>
            (change.type === 'waitOpened' || change.type === 'waitChanged') &&
            change.wait.kind === 'job',
        )
      ) {
        this.nudges.nudge(JOBS);
      }
    });
  }

  /** Leases jobs that are due; if there are none, waits for some. What nobody takes any more is given back. */
  async activate(
    request: ActivateRequest,
    { wait, signal }: { readonly wait: number; readonly signal: AbortSignal },
  ): Promise<readonly ActivatedJob[]> {
    const ending = AbortSignal.any([signal, this.options.stopping]);
    const until = performance.now() + wait;
    while (!ending.aborted) {
      const jobs = await this.options.jobs.activate(request);
      if (signal.aborted) {
        await Promise.all(jobs.map(job => this.options.jobs.release(job)));
        return [];
      }
      const rest = until - performance.now();
      if (jobs.length > 0 || rest <= 0) {
        return jobs;
      }
      await this.nudges.wait(JOBS, Math.min(rest, LOOK), ending);
    }
    return [];
  }
}
