import {
  processWorkPermission,
  type ActivatedJob,
  type JsonObject,
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
import type { WaitRow } from '../store/instances';
import type { Call, Handlers } from './Call';
import { found } from './found';
import { briefly } from './operate';
import { isoTime } from './page';
import { partId, readPartId } from './partId';
import type { RouteServices } from './RouteServices';

const LIMIT = 10;
const LEASE = 30_000;

/** What external workers do. */
export const jobRoutes: Handlers<typeof jobOperations> = {
  async activateJobs(call, services) {
    const { access, deploymentQueries, jobPolling } = services;
    const { wait = 0, limit = LIMIT, lease = LEASE, ...body } = call.body;
    const criteria = await access.criteria(working(call));
    const processKeys =
      criteria && (await deploymentQueries.listProcessKeys(criteria));
    const jobs = await jobPolling.activate(
      { ...body, limit, lease, processKeys },
      { wait, signal: call.signal },
    );
    const items = await Promise.all(jobs.map(job => toJob(job, services)));
    call.note({
      worker: body.worker,
      jobs: items.map(({ id }) => id),
      after: { leasedUntil: items.at(0)?.leasedUntil ?? null },
    });
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
    const { attemptId: attempt, lease } = call.body;
    const { instance, wait } = await workable(call, services);
    const { id: instanceId } = instance;
    const { instanceQueries, jobs } = services;
    const held = await instanceQueries.findWait(instanceId, wait.key);
    call.note({ before: leaseOf(held) });
    const until = await jobs.extend({ instanceId, wait, attempt }, lease);
    const leasedUntil = isoTime(until);
    call.note({ after: { ...leaseOf(held), leasedUntil } });
    return { leasedUntil };
  },
};

type JobCall = Call<{ params: { jobId: string } }>;

async function answer(
  call: JobCall & { readonly body: { readonly attemptId: string } },
  services: RouteServices,
  given: JobAnswer,
): Promise<undefined> {
  const { instance, wait } = await workable(call, services);
  const { id: instanceId, definitionId, version } = instance;
  const { note, actor, body } = call;
  note({
    before: briefly(instance),
    answer: await shown(given, definitionId, services),
  });
  const { record } = await services.jobs.answer(
    { instanceId, wait, attempt: body.attemptId },
    given,
    actor,
  );
  note({ after: briefly({ ...record, version }) });
  return undefined;
}

/** An answer as an auditor is told of it: what went wrong is said in the history. */
async function shown(
  given: JobAnswer,
  definitionId: string,
  { reader }: RouteServices,
): Promise<JsonObject> {
  const { kind } = given;
  return {
    kind,
    ...(kind === 'fail' && { retries: given.retries ?? null }),
    ...(kind === 'throwError' && { code: given.code }),
    ...('variables' in given && {
      variables: await reader.showGiven(definitionId, given.variables),
    }),
  };
}

function leaseOf(wait: WaitRow | undefined): JsonObject {
  const { worker = null, dueAt } = wait ?? {};
  return { worker, leasedUntil: dueAt === undefined ? null : isoTime(dueAt) };
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
  return { instance, wait: { key: named!.key } };
}

function working({ credentials }: Pick<Call, 'credentials'>) {
  return {
    permission: processWorkPermission,
    ref: processResourceRef,
    credentials,
  };
}

async function toJob(
  { wait, attempt, leasedUntil, ...job }: Job,
  { reader }: RouteServices,
): Promise<ActivatedJob> {
  const { instanceId, definitionId, businessKey } = job;
  const { listener, elementInstanceKey } = wait;
  const script = await reader.scriptOf(definitionId, wait);
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
    ...(script && { script }),
    retries: wait.retries,
    leasedUntil: isoTime(leasedUntil),
  };
}
