import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import {
  fail,
  failForGood,
  handleJob,
  type Job,
  type JobAnswer,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Clock } from '../clock/Clock';
import type { Definitions } from '../deployments/Definitions';
import { jobScriptOf } from '../scripts/jobScriptOf';
import { isValueRefused } from '../store/isValueRefused';
import type { FileGuard } from '../files/FileGuard';
import type { FileService } from '../files/FileService';
import { filesOf } from '../files/filesOf';
import type { HostJobContext } from './HostJobContext';
import type { ActivatedJob, JobService } from './JobService';

/** Milliseconds for which a job is leased; it is kept for longer as long as it is being done. */
export const LEASE = 30_000;

/** Whether an answer was refused because of what it is. */
const isUnfit = ({ code }: Rejection) =>
  code === 'invalidArgument' || code === 'variableTooLarge';

/** Milliseconds between tries to say what came of a job. */
const DELAYS = [50, 500, 2000, 5000];

/** What does jobs. */
export interface JobAttemptOptions {
  readonly jobs: JobService;
  readonly definitions: Definitions;
  readonly versionOf: (definitionId: string) => Promise<number>;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly files: FileService;
  readonly guard: FileGuard;
}

/** Who does one. */
interface Doer {
  readonly handler: JobHandler;
  /** Longest time that it may take, in milliseconds. */
  readonly timeout: number;
}

/** Why a handler was told to stop. */
type Ending = 'late' | 'leaseLost' | 'shutdown';

/** One try of a job: keeps its lease as long as it is being done, and says what came of it. */
export class JobAttempt {
  private readonly stopping = new AbortController();
  private ending?: Ending;
  private leasedUntil: number;

  constructor(
    readonly job: ActivatedJob,
    private readonly doer: Doer,
    private readonly options: JobAttemptOptions,
  ) {
    this.leasedUntil = job.leasedUntil;
  }

  /** Resolves when it is over, however that was. */
  async perform(): Promise<void> {
    const { timeout } = this.doer;
    const heart = setInterval(() => this.renew(), LEASE / 3);
    const alarm = setTimeout(
      () => this.end('late', `It has taken ${timeout} ms`),
      timeout,
    );
    try {
      const answer = await this.findAnswer();
      await (answer ? this.give(answer) : this.giveUp());
    } catch (error) {
      if (!(error instanceof Rejection)) {
        const { wait, instanceId } = this.job;
        this.options.logger.error(
          `Could not bring job ${wait.key} of instance ${instanceId} to its end; it is done again when its lease ends`,
          error as Error,
        );
      }
    } finally {
      clearInterval(heart);
      clearTimeout(alarm);
    }
  }

  /** Tells the handler to stop, and gives the job back. */
  giveBack(): void {
    this.end('shutdown', 'The back end shuts down');
  }

  /** Whether its lease has ended, as the clock has been set or nobody had time for it, though it is being done. */
  hasExpired(): boolean {
    return this.leasedUntil <= this.options.clock.now();
  }

  /** Keeps it for longer; if somebody else has it, the handler is told to stop. */
  async renew(): Promise<void> {
    const { jobs, logger } = this.options;
    try {
      this.leasedUntil = await jobs.extend(this.job, LEASE);
    } catch (error) {
      if (error instanceof Rejection) {
        this.end('leaseLost', error.message);
      } else {
        logger.warn('Could not keep a job; it is tried again', error as Error);
      }
    }
  }

  private end(ending: Ending, message: string): void {
    if (this.ending === undefined) {
      this.ending = ending;
      this.stopping.abort(new Error(message));
    }
  }

  /** Undefined: it was ended before. A handler that does not stop when it is told to is left to itself. */
  private async findAnswer(): Promise<JobAnswer | undefined> {
    const { logger } = this.options;
    const { signal } = this.stopping;
    const job = await this.handedJob();
    if (signal.aborted) {
      return undefined;
    }
    const ended = new Promise<undefined>(resolve => {
      const stop = () => resolve(undefined);
      signal.addEventListener('abort', stop, { once: true });
    });
    const log = (line: string) =>
      logger.debug(line, { instanceId: job.instanceId });
    const context: HostJobContext = {
      ...{ signal, logger, log },
      ...filesOf(job.instanceId, this.options),
      activated: this.job,
    };
    return Promise.race([handleJob(this.doer.handler, job, context), ended]);
  }

  private async giveUp(): Promise<void> {
    const { timeout } = this.doer;
    if (this.ending === 'late') {
      await this.give(
        fail(
          `Expected the job to be done within ${timeout} ms, but it was not. Let it do less at a time, or give it more time`,
        ),
      );
    } else if (this.ending === 'shutdown') {
      await this.options.jobs.release(this.job);
    }
  }

  /** An answer that the process cannot take, or that cannot be kept, is an incident: to do the job again would not help. */
  private async give(answer: JobAnswer): Promise<void> {
    try {
      await this.answer(answer);
    } catch (error) {
      if (error instanceof Rejection && isUnfit(error)) {
        await this.answer(failForGood(error.message));
      } else if (isValueRefused(error)) {
        const { type } = this.doer.handler;
        await this.answer(
          failForGood(
            `Expected an answer that can be stored, but the database has refused its values (handler of job type ${type})`,
          ),
        );
      } else {
        throw error;
      }
    }
  }

  /** The database may be away for a moment: what has been done is not done again because of that. */
  private async answer(answer: JobAnswer): Promise<void> {
    for (const delay of [...DELAYS, undefined]) {
      try {
        await this.options.jobs.answer(this.job, answer, this.job.ownerRef);
        return;
      } catch (error) {
        const isFinal = error instanceof Rejection || isValueRefused(error);
        if (isFinal || delay === undefined) {
          throw error;
        }
        await sleep(delay);
      }
    }
  }

  private async handedJob(): Promise<Job> {
    const { instanceId, wait, attempt, variables, ...job } = this.job;
    const { definitions, versionOf, clock } = this.options;
    const { definition } = await definitions.get(job.definitionId);
    const { listener, elementInstanceKey } = wait;
    const node = definition.nodes.get(wait.elementId);
    const script = listener ? undefined : jobScriptOf(node);
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
      elementName: node?.name,
      owner: job.ownerRef,
      headers: wait.headers ?? {},
      variables,
      ...(script && { script }),
      retries: wait.retries,
      deadline: clock.now() + this.doer.timeout,
    };
  }
}
