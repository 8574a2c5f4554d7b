import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import {
  failForGood,
  findJobHandler,
  handleJob,
  type Job,
  type JobAnswer,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Clock } from '../clock/Clock';
import type { Definitions } from '../deployments/Definitions';
import { IDLE } from '../worker/PollingWorker';
import type { ActivatedJob, JobService } from './JobService';

/** Milliseconds for which a job is leased; it is kept for longer as long as it is being done. */
export const LEASE = 30_000;

/** Milliseconds between tries to say what came of a job. */
const DELAYS = [50, 500, 2000, 5000];

/** What a worker is made of. */
export interface JobWorkerOptions {
  readonly jobs: JobService;
  readonly handlers: readonly JobHandler[];
  readonly definitions: Definitions;
  readonly versionOf: (definitionId: string) => Promise<number>;
  readonly clock: Clock;
  readonly logger: LoggerService;
  /** Names this process, for people. */
  readonly name: string;
  /** Most jobs at a time. */
  readonly concurrency: number;
  /** Longest time that one try may take where its handler does not say, in milliseconds. */
  readonly timeout: number;
  /** Told when there is room for another job. */
  readonly onRoom?: () => void;
}

/** Whether an answer was refused because of what it is. */
const isUnfit = ({ code }: Rejection) =>
  code === 'invalidArgument' || code === 'variableTooLarge';

/** Does the jobs that this process has handlers for. */
export class JobWorker {
  private readonly doing = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(private readonly options: JobWorkerOptions) {}

  /** Begins as many due jobs as there is room for. Returns for how many milliseconds it can rest. */
  async runOnce(): Promise<number> {
    const { handlers, jobs, name, concurrency } = this.options;
    const limit = concurrency - this.doing.size;
    if (handlers.length === 0 || limit <= 0) {
      return IDLE;
    }
    const activated = await jobs.activate({
      types: handlers.map(({ type }) => type),
      worker: name,
      limit,
      lease: LEASE,
    });
    activated.forEach(job => this.begin(job));
    return activated.length > 0 ? 0 : IDLE;
  }

  /** Waits for what is being done. */
  async settle(): Promise<void> {
    while (this.doing.size > 0) {
      await Promise.all(this.doing);
    }
  }

  /** Tells handlers to stop, and gives their jobs back when they have. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error('The back end shuts down'));
    await this.settle();
  }

  private begin(job: ActivatedJob): void {
    const doing = this.perform(job).finally(() => {
      this.doing.delete(doing);
      this.options.onRoom?.();
    });
    this.doing.add(doing);
  }

  private async perform(job: ActivatedJob): Promise<void> {
    const { logger, handlers, jobs } = this.options;
    const handler = findJobHandler(handlers, job.wait.type)!;
    const timeout = handler.timeout ?? this.options.timeout;
    const ended = new AbortController();
    const heart = this.keepAlive(job, ended);
    try {
      const signal = AbortSignal.any([
        ended.signal,
        this.stopping.signal,
        AbortSignal.timeout(timeout),
      ]);
      const answer = await this.answerOf(job, { handler, signal, timeout });
      if (this.stopping.signal.aborted && signal.aborted) {
        await jobs.release(job);
      } else if (!ended.signal.aborted) {
        await this.give(job, answer);
      }
    } catch (error) {
      if (!(error instanceof Rejection)) {
        logger.error(
          `Could not bring job ${job.wait.key} of instance ${job.instanceId} to its end; it is done again when its lease ends`,
          error as Error,
        );
      }
    } finally {
      clearInterval(heart);
    }
  }

  /** An answer that the process cannot take, such as an error from a listener, is an incident: to do the job again would not help. */
  private async give(job: ActivatedJob, answer: JobAnswer): Promise<void> {
    try {
      await this.answer(job, answer);
    } catch (error) {
      if (!(error instanceof Rejection) || !isUnfit(error)) {
        throw error;
      }
      await this.answer(job, failForGood(error.message));
    }
  }

  /** The database may be away for a moment: what has been done is not done again because of that. */
  private async answer(job: ActivatedJob, answer: JobAnswer): Promise<void> {
    for (const delay of [...DELAYS, undefined]) {
      try {
        await this.options.jobs.answer(job, answer, job.ownerRef);
        return;
      } catch (error) {
        if (error instanceof Rejection || delay === undefined) {
          throw error;
        }
      }
      await sleep(delay);
    }
  }

  /** A handler that does not stop when it is told to is left to itself. */
  private async answerOf(
    job: ActivatedJob,
    {
      handler,
      signal,
      timeout,
    }: {
      readonly handler: JobHandler;
      readonly signal: AbortSignal;
      readonly timeout: number;
    },
  ): Promise<JobAnswer> {
    const { logger } = this.options;
    const handed = await this.jobOf(job, timeout);
    const late: JobAnswer = {
      kind: 'fail',
      message: `Expected the job to be done within ${timeout} ms, but it was not. Let it do less at a time, or give it more time`,
    };
    if (signal.aborted) {
      return late;
    }
    const aborted = new Promise<JobAnswer>(resolve => {
      signal.addEventListener('abort', () => resolve(late), { once: true });
    });
    const log = (line: string) =>
      logger.debug(line, { instanceId: job.instanceId });
    return Promise.race([
      handleJob(handler, handed, { signal, logger, log }),
      aborted,
    ]);
  }

  private keepAlive(job: ActivatedJob, ended: AbortController): NodeJS.Timeout {
    const { jobs, logger } = this.options;
    return setInterval(() => {
      jobs.extend(job, LEASE).catch(error => {
        if (error instanceof Rejection) {
          ended.abort(error);
        } else {
          logger.warn('Could not keep a job; it is tried again', error);
        }
      });
    }, LEASE / 3);
  }

  private async jobOf(
    { instanceId, wait, attempt, variables, ...job }: ActivatedJob,
    timeout: number,
  ): Promise<Job> {
    const { definitions, versionOf, clock } = this.options;
    const { definition } = await definitions.get(job.definitionId);
    const { listener, elementInstanceKey } = wait;
    // The wait is another one after a failure, the work is the same.
    const id = [
      instanceId,
      elementInstanceKey,
      ...(listener ? [listener.on, listener.index] : []),
    ].join('.');
    return {
      id,
      attemptId: attempt,
      idempotencyKey: id,
      type: wait.type,
      instanceId,
      processId: job.processId,
      version: await versionOf(job.definitionId),
      elementId: wait.elementId,
      elementName: definition.nodes.get(wait.elementId)?.name,
      owner: job.ownerRef,
      headers: wait.headers ?? {},
      variables,
      retries: wait.retries,
      deadline: clock.now() + timeout,
    };
  }
}
