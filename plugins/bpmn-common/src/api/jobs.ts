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
  /** What was found. */
  readonly items: readonly ActivatedJob[];
}

/**
 * A job with all that is needed to do it.
 *
 * @public
 */
export interface ActivatedJob {
  /** Opaque. */
  readonly id: string;
  /** Names this lease: every answer shows it. */
  readonly attemptId: string;
  /** The same for every try of the work: pass it on to whoever does the deed. */
  readonly idempotencyKey: string;
  /** What kind it is of. */
  readonly type: string;
  /** The process instance. */
  readonly instanceId: string;
  /** Id of the process; also its name in the catalog. */
  readonly processId: string;
  /** The version of the process. */
  readonly processDefinitionId: string;
  /** Entity ref of the group that owns the process. */
  readonly ownerRef: string;
  /** What people know the instance by. */
  readonly businessKey?: string;
  /** Id of the element in the model. */
  readonly elementId: string;
  /** Task headers: fixed texts of the model. */
  readonly headers: { readonly [name: string]: string };
  /** Variables by name. */
  readonly variables: JsonObject;
  /** Of a script task: what is to be run. */
  readonly script?: JobScript;
  /** Tries that are left, this one included. */
  readonly retries: number;
  /** When the lease ends; then somebody else gets the job. */
  readonly leasedUntil: string;
}

/**
 * The script of a script task, as its model says it is to be run.
 *
 * @public
 */
export interface JobScript {
  /** In lower case, e.g. `python`. */
  readonly language: string;
  /** The code. */
  readonly source: string;
  /** Name of a configured environment; absent: the default one of the language. */
  readonly environment?: string;
  /** Longest time by the clock, in milliseconds; absent: as the environment says. */
  readonly timeout?: number;
  /** Longest time of the processor, in milliseconds; absent: as the environment says. */
  readonly cpu?: number;
  /** Most memory, in bytes; absent: as the environment says. */
  readonly memory?: number;
  /** Names of the variables that the script sees, missing ones as null; absent: all that the element sees. */
  readonly inputs?: readonly string[];
  /** Names that are read back when it has ended; absent: what it puts into `outputs`. */
  readonly outputs?: readonly string[];
  /** What keeps it from being run as the model says, for people: whoever does the job fails it for good with this message. */
  readonly problem?: string;
}

/**
 * The job is done.
 *
 * @public
 */
export interface CompleteJobRequest {
  /** The `attemptId` of the job. */
  readonly attemptId: string;
  /** Variables by name. */
  readonly variables?: JsonObject;
}

/**
 * The job could not be done.
 *
 * @public
 */
export interface FailJobRequest {
  /** The `attemptId` of the job. */
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
  /** The `attemptId` of the job. */
  readonly attemptId: string;
  /** Error code of the model; empty: one that only what catches all errors catches. */
  readonly code: string;
  /** For people. */
  readonly message?: string;
  /** Variables by name. */
  readonly variables?: JsonObject;
}

/**
 * The job takes longer.
 *
 * @public
 */
export interface ExtendLeaseRequest {
  /** The `attemptId` of the job. */
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
  /** When the lease ends; then somebody else gets the job. */
  readonly leasedUntil: string;
}
