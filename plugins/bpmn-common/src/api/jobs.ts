import type { JsonObject } from '../glossary';

/**
 * What an external worker asks for.
 *
 * @public
 */
export interface ActivateJobsRequest {
  /** Job types, exact ones or such as `script:*`. */
  readonly types: readonly string[];
  /** Name of whoever does them, for people. */
  readonly worker: string;
  /** Most jobs, 1 to 100. Default: 10. */
  readonly limit?: number;
  /** Milliseconds for which they are leased, 1,000 to 3,600,000. Default: 30,000. */
  readonly lease?: number;
  /** Milliseconds to wait for a job if there is none, 0 to 60,000. Default: 0. */
  readonly wait?: number;
}

/**
 * Jobs that were leased.
 *
 * @public
 */
export interface ActivatedJobs {
  readonly items: readonly ActivatedJob[];
}

/**
 * A job with all that is needed to do it.
 *
 * @public
 */
export interface ActivatedJob {
  readonly id: string;
  /** Names this lease: every answer shows it. */
  readonly attemptId: string;
  /** The same for every try of the work: pass it on to whoever does the deed. */
  readonly idempotencyKey: string;
  readonly type: string;
  readonly instanceId: string;
  readonly processId: string;
  readonly processDefinitionId: string;
  readonly ownerRef: string;
  readonly businessKey?: string;
  readonly elementId: string;
  readonly headers: { readonly [name: string]: string };
  readonly variables: JsonObject;
  /** Tries that are left, this one included. */
  readonly retries: number;
  readonly leasedUntil: string;
}

/**
 * The job is done.
 *
 * @public
 */
export interface CompleteJobRequest {
  readonly attemptId: string;
  readonly variables?: JsonObject;
}

/**
 * The job could not be done.
 *
 * @public
 */
export interface FailJobRequest {
  readonly attemptId: string;
  /** For people. */
  readonly message: string;
  /** Tries that are left; absent: one less than before; 0: an incident. */
  readonly retries?: number;
  /** Milliseconds before the next try; absent: as the model says. */
  readonly retryAfter?: number;
}

/**
 * The work has ended in a way that the model provides for: a BPMN error.
 *
 * @public
 */
export interface ThrowErrorRequest {
  readonly attemptId: string;
  readonly code: string;
  readonly message?: string;
  readonly variables?: JsonObject;
}

/**
 * The job takes longer.
 *
 * @public
 */
export interface ExtendLeaseRequest {
  readonly attemptId: string;
  /** Milliseconds from now, 1,000 to 3,600,000. */
  readonly lease: number;
}

/**
 * Until when a job is leased.
 *
 * @public
 */
export interface JobLease {
  readonly leasedUntil: string;
}
