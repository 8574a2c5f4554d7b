import {
  processWorkPermission,
  type ActivatedJob,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  complete,
  fail,
  throwError,
  type JobAnswer,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { jobOperations } from '../openapi/jobs';
import type { ActivatedJob as Job } from '../jobs/JobService';
import { processResourceRef } from '../permissions/resources';
import type { Call, Handlers } from './Call';
import { found } from './found';
import { isoTime } from './page';
import { partId, readPartId } from './partId';
import type { RouteServices } from './RouteServices';

const LIMIT = 10;
const LEASE = 30_000;

/** What external workers do. */
export const jobRoutes: Handlers<typeof jobOperations> = {
  async activateJobs(call, { access, deploymentQueries, jobPolling }) {
    const { wait = 0, limit = LIMIT, lease = LEASE, ...body } = call.body;
    const criteria = await access.criteria(working(call));
    const processKeys =
      criteria && (await deploymentQueries.listProcessKeys(criteria));
    const jobs = await jobPolling.activate(
      { ...body, limit, lease, processKeys },
      { wait, signal: call.signal },
    );
    const items = jobs.map(toJob);
    call.note({ worker: body.worker, jobs: items.map(({ id }) => id) });
    return { items };
  },

  completeJob: (call, services) =>
    answer(call, services, complete(call.body.variables)),

  failJob(call, services) {
    const { message, retries, retryAfter } = call.body;
    return answer(call, services, fail(message, { retries, retryAfter }));
  },

  throwError(call, services) {
    const { code, message, variables } = call.body;
    return answer(call, services, throwError(code, message, variables));
  },

  async extendLease(call, services) {
    const { attemptId, lease } = call.body;
    const job = await workable(call, services);
    const until = await services.jobs.extend(
      { ...job, attempt: attemptId },
      lease,
    );
    return { leasedUntil: isoTime(until) };
  },
};

type JobCall = Call<{ params: { jobId: string } }>;

async function answer(
  call: JobCall & { readonly body: { readonly attemptId: string } },
  services: RouteServices,
  given: JobAnswer,
): Promise<undefined> {
  const job = await workable(call, services);
  const { attemptId: attempt } = call.body;
  await services.jobs.answer({ ...job, attempt }, given, call.actor);
  return undefined;
}

/** The job that a call names, if whoever asks may work for its process. */
async function workable(call: JobCall, { access, reader }: RouteServices) {
  const { jobId: id } = call.params;
  const named = readPartId(id);
  const instance = found(named && (await reader.find(named.instanceId)), {
    what: 'job',
    id,
  });
  await access.require(working(call), instance);
  return { instanceId: instance.id, wait: { key: named!.key } };
}

function working({ credentials }: Pick<Call, 'credentials'>) {
  return {
    permission: processWorkPermission,
    ref: processResourceRef,
    credentials,
  };
}

function toJob({ wait, attempt, leasedUntil, ...job }: Job): ActivatedJob {
  const { instanceId, definitionId, businessKey } = job;
  const { listener, elementInstanceKey } = wait;
  return {
    id: partId(instanceId, wait.key),
    attemptId: attempt,
    idempotencyKey: [
      instanceId,
      elementInstanceKey,
      ...(listener ? [listener.on, listener.index] : []),
    ].join('.'),
    type: wait.type,
    instanceId,
    processId: job.processId,
    processDefinitionId: definitionId,
    ownerRef: job.ownerRef,
    ...(businessKey !== undefined && { businessKey }),
    elementId: wait.elementId,
    headers: wait.headers ?? {},
    variables: job.variables,
    retries: wait.retries,
    leasedUntil: isoTime(leasedUntil),
  };
}
