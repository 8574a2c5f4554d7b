import type { Readable } from 'node:stream';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Job } from './job';
import type { JobAnswer } from './jobAnswer';

/**
 * What a {@link JobHandler} may use while it works on one job.
 *
 * @public
 */
export interface JobContext {
  /**
   * Aborts when the work is no longer wanted: the element was interrupted, the lease is lost, the deadline is reached or the back end
   * shuts down; its `reason` is an error that says which. Pass it on to whatever can be cancelled. What is answered afterwards
   * is not looked at.
   */
  readonly signal: AbortSignal;
  /** For those who run the portal. Neither variables nor secrets belong here. */
  readonly logger: LoggerService;
  /** Appends a line to the log of the job, which people of the owner group read. No secrets. */
  log(line: string): void;
  /**
   * The bytes of a file that the job's variables hold, to be read to the end or destroyed. Rejects if it is none that the instance may have: a
   * reference that is forged opens nothing.
   */
  openFile(file: FileReference): Promise<Readable>;
  /** Files that the instance may have, the youngest first, at most 200: those that forms, messages and scripts have brought into it. */
  listFiles(): Promise<readonly FileReference[]>;
}

/**
 * Does the jobs of one type, or of all types that begin alike.
 *
 * A job is handed out at least once: after a crash between the deed and the answer it is handed out again, with the same
 * `idempotencyKey` and another `attemptId`. The host keeps the lease; a handler has nothing to do for that.
 *
 * One handler works on many jobs at a time and keeps nothing of one for another.
 *
 * @public
 */
export interface JobHandler {
  /** A job type such as `http:request`, or what job types begin with and a star, such as `script:*`. The more exact one is chosen. */
  readonly type: string;
  /** Most jobs that it does at a time in one back-end process. Absent: as the host is configured. */
  readonly concurrency?: number;
  /** Longest time that one try may take, in milliseconds. Absent: as the host is configured. */
  readonly timeout?: number;
  /**
   * Does the work and says how it went, in one of four ways: {@link complete}, {@link fail}, {@link failForGood} and {@link throwError}.
   * Whatever it throws is the same as `fail` with its message, so a message that is thrown holds no secrets either.
   */
  handle(job: Job, context: JobContext): Promise<JobAnswer>;
}
