import type {
  Job,
  JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/**
 * What of a job matters to its handler.
 *
 * @public
 */
export type JobDraft = Pick<Job, 'type'> & Partial<Job>;

/**
 * A handler, and jobs that show how it behaves. Functions, since what they say may depend on a server that `beforeAll` starts.
 *
 * @public
 */
export interface JobHandlerContract {
  /** Makes the handler. */
  createHandler(): JobHandler | Promise<JobHandler>;
  /** A job that it completes, any number of times. */
  goodJob(): JobDraft;
  /** A job that it does not complete. */
  failingJob(): JobDraft;
  /** A job that goes on until it is aborted, and when it has begun for good. */
  endlessJob(): { readonly job: JobDraft; readonly begun: Promise<unknown> };
  /** What must show up neither in answers nor in logs, although good and failing job make use of it. */
  readonly secrets?: readonly string[];
  /** Idempotency keys that have reached whoever does the deed so far, if the handler promises to pass them on. */
  receivedIdempotencyKeys?(): readonly string[];
}
