import { ADA, type OperationId } from './restApi';
import type { World } from './world';

/** What a request can be about, by the names that requests have for it. */
export type Thing = Readonly<Record<string, string | number>>;

/** Makes such a thing. */
type Scene = (world: World) => Promise<Thing>;

const instance: Scene = async world => {
  const { instanceId, rootKey } = await world.instance();
  const elementKey = await world.keyOf(instanceId, 'first');
  return { instanceId, scopeKey: rootKey, elementKey };
};
const adHoc: Scene = async world => {
  const { instanceId } = await world.instance('choosing');
  return { instanceId, scopeKey: await world.keyOf(instanceId, 'choose') };
};
const suspended: Scene = async world => {
  const { instanceId } = await world.instance();
  const command = { type: 'suspendInstance' } as const;
  const { instances } = world.api.host;
  await instances.handle(instanceId, command, { actor: ADA });
  return { instanceId };
};
const over: Scene = async world => {
  const { instanceId } = await world.over();
  return { instanceId };
};
/** Two of them: there is a next page. */
const file: Scene = async world => {
  const { instanceId, fileKey } = await world.file();
  const other = await world.file();
  const { files } = world.api.host.stores;
  await files.grant(instanceId, [other.fileKey]);
  return { instanceId, fileKey };
};
const mail: Scene = ({ mail: make }) => make();
const job: Scene = ({ leasedJob }) => leasedJob();
const incident: Scene = ({ incident: make }) => make();
const task: Scene = ({ task: make }) => make();
const draft: Scene = ({ draft: make }) => make();
const newProcess: Scene = async ({ newProcessId }) => ({
  processId: newProcessId(),
});
const schedule =
  (state: 'pause' | 'resume'): Scene =>
  async ({ api, scheduleId }) => {
    // It may be so already.
    await api.host.schedules[state](scheduleId).catch(() => {});
    return { scheduleId };
  };

/** What each operation that ends or changes something is done to: made anew again and again. */
const SCENES: Partial<Record<OperationId, Scene>> = {
  createDraft: newProcess,
  saveDraft: draft,
  deleteDraft: draft,
  setVariables: instance,
  suspendInstance: instance,
  resumeInstance: suspended,
  cancelInstance: instance,
  moveInstance: instance,
  migrateInstance: instance,
  activateElements: adHoc,
  resolveIncident: incident,
  retryIncidents: incident,
  activateJobs: instance,
  completeJob: job,
  failJob: job,
  throwError: job,
  extendLease: job,
  claimTask: task,
  unclaimTask: task,
  completeTask: task,
  saveTaskDraft: task,
  assignTask: task,
  updateTask: task,
  rerunScript: ({ scriptAttempt }) => scriptAttempt(),
  pauseSchedule: schedule('resume'),
  resumeSchedule: schedule('pause'),
};

/** Whether things have to be made anew. */
export const isUsedUp = (id: OperationId): boolean => id in SCENES;

/** What else than a known one is meant. */
const PROCESSES: Partial<Record<OperationId, string>> = {
  listSchedules: 'hourly',
  moveProcess: 'movable',
};

/** Those that run have no end of what is told of them. */
const OTHERS: Partial<Record<OperationId, Scene>> = {
  followInstance: over,
  getFile: file,
  listFiles: file,
  getMail: mail,
  getMailAttachment: mail,
};

/** What only shows is asked for one of each. */
const seen =
  (id: OperationId): Scene =>
  async world => ({
    draftId: world.knownDraftId,
    ...(await task(world)),
    ...(await incident(world)),
    attemptId: (await world.scriptAttempt()).attemptId,
    ...(await (OTHERS[id] ?? instance)(world)),
  });

/** A thing for an operation: with all that is there in any case, and a place in its list. */
export async function thingFor(id: OperationId, world: World): Promise<Thing> {
  const { api, scheduleId, deploymentId, definitionId } = world;
  const own = await (SCENES[id] ?? seen(id))(world);
  const cursor = await cursorOf(id, own, api);
  return {
    processId: PROCESSES[id] ?? 'known',
    processDefinitionId: definitionId('known'),
    deploymentId,
    scheduleId,
    ...own,
    ...(cursor && { cursor }),
  };
}

async function cursorOf(
  id: OperationId,
  params: Thing,
  { send }: World['api'],
): Promise<string | undefined> {
  if (!id.startsWith('list')) {
    return undefined;
  }
  const named = { processId: 'known', ...params } as Record<string, string>;
  const { body } = await send(id, { params: named, query: { limit: 1 } });
  return body.nextCursor;
}
