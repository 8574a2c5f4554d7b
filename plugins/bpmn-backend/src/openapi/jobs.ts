import {
  processWorkPermission,
  type ActivatedJob,
  type ActivatedJobs,
  type ActivateJobsRequest,
  type CompleteJobRequest,
  type ExtendLeaseRequest,
  type FailJobRequest,
  type JobLease,
  type JobScript,
  type ThrowErrorRequest,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { operation } from './operation';
import {
  anyText,
  id,
  integer,
  listOf,
  objectOf,
  optional,
  ref,
  text,
  time,
  variables,
} from './schema';

const HOUR = 60 * 60_000;
const WEEK = 7 * 24 * HOUR;

const jobType = {
  ...text(256, 1),
  pattern: '^[^\\s*\\u0000\\ud800-\\udfff]+\\*?$',
};
const attemptId = text(100, 1);
const lease = integer(1000, HOUR);

/** Parts of the document about jobs. */
export const jobSchemas = {
  ActivateJobsRequest: objectOf<ActivateJobsRequest>({
    types: listOf(jobType, { minItems: 1, maxItems: 100 }),
    worker: text(255, 1),
    limit: optional(integer(1, 100)),
    lease: optional(lease),
    wait: optional(integer(0, 60_000)),
  }),
  JobScript: objectOf<JobScript>({
    language: anyText,
    source: anyText,
    environment: optional(anyText),
    timeout: optional({ type: 'integer', description: 'Milliseconds.' }),
    cpu: optional({ type: 'integer', description: 'Milliseconds.' }),
    memory: optional({ type: 'integer', description: 'Bytes.' }),
    inputs: optional(listOf(anyText)),
    outputs: optional(listOf(anyText)),
    problem: optional({
      ...anyText,
      description:
        'What keeps it from being run as the model says: fail the job with this message and no retries.',
    }),
  }),
  ActivatedJob: objectOf<ActivatedJob>({
    id,
    attemptId: anyText,
    idempotencyKey: anyText,
    type: anyText,
    instanceId: id,
    processId: anyText,
    processDefinitionId: id,
    ownerRef: anyText,
    businessKey: optional(anyText),
    elementId: anyText,
    headers: { type: 'object', additionalProperties: anyText },
    variables: { type: 'object' },
    script: optional(ref('JobScript')),
    retries: { type: 'integer' },
    leasedUntil: time,
  }),
  ActivatedJobs: objectOf<ActivatedJobs>({
    items: listOf(ref('ActivatedJob')),
  }),
  CompleteJobRequest: objectOf<CompleteJobRequest>({
    attemptId,
    variables: optional(variables),
  }),
  FailJobRequest: objectOf<FailJobRequest>({
    attemptId,
    message: text(10_000),
    retries: optional(integer(0, 1000)),
    retryAfter: optional(integer(0, WEEK)),
  }),
  ThrowErrorRequest: objectOf<ThrowErrorRequest>({
    attemptId,
    code: text(255),
    message: optional(text(10_000)),
    variables: optional(variables),
  }),
  ExtendLeaseRequest: objectOf<ExtendLeaseRequest>({ attemptId, lease }),
  JobLease: objectOf<JobLease>({ leasedUntil: time }),
};

/** What names a job. */
export interface JobParams {
  readonly jobId: string;
}

const described = {
  method: 'post',
  tag: 'Jobs',
  permission: processWorkPermission.name,
  params: { jobId: id },
  status: 204,
  refusals: [404, 409],
} as const;

/** What external workers can do. */
export const jobOperations = {
  activateJobs: operation<{
    body: ActivateJobsRequest;
    answer: ActivatedJobs;
  }>({
    method: 'post',
    path: '/jobs/activate',
    tag: 'Jobs',
    summary: 'Leases jobs that are due, the most urgent first',
    description:
      'Waits for a job if there is none, as long as `wait` says. A job whose lease ends is handed out again, with another `attemptId`.',
    permission: processWorkPermission.name,
    body: ref('ActivateJobsRequest'),
    status: 200,
    answer: ref('ActivatedJobs'),
  }),
  completeJob: operation<{
    params: JobParams;
    body: CompleteJobRequest;
    answer: undefined;
  }>({
    ...described,
    path: '/jobs/{jobId}/complete',
    summary: 'The job is done; the process goes on',
    body: ref('CompleteJobRequest'),
  }),
  failJob: operation<{
    params: JobParams;
    body: FailJobRequest;
    answer: undefined;
  }>({
    ...described,
    path: '/jobs/{jobId}/fail',
    summary: 'The job could not be done; it is tried again, or an incident',
    body: ref('FailJobRequest'),
  }),
  throwError: operation<{
    params: JobParams;
    body: ThrowErrorRequest;
    answer: undefined;
  }>({
    ...described,
    path: '/jobs/{jobId}/throw-error',
    summary: 'The work has ended in a BPMN error, to be caught by the model',
    body: ref('ThrowErrorRequest'),
  }),
  extendLease: operation<{
    params: JobParams;
    body: ExtendLeaseRequest;
    answer: JobLease;
  }>({
    ...described,
    path: '/jobs/{jobId}/extend-lease',
    summary: 'The job takes longer',
    body: ref('ExtendLeaseRequest'),
    status: 200,
    answer: ref('JobLease'),
  }),
};
