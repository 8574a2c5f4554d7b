import {
  processDeployPermission,
  processReadPermission,
  type BundleResource,
  type Draft,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { draftOperations } from '../openapi/drafts';
import { processResourceRef } from '../permissions/resources';
import type { DraftRecord } from '../store/drafts';
import type { Call, Handlers } from './Call';
import { requireDeployable, requireDeployer } from './deployer';
import { found } from './found';
import { isoTime, toPage } from './page';
import { Refusal } from './Refusal';
import type { RouteServices } from './RouteServices';

type DraftCall = Call<{ params: { draftId: string } }>;

/** Drafts of processes. */
export const draftRoutes: Handlers<typeof draftOperations> = {
  async createDraft({ body, credentials, actor, note }, services) {
    const { processId, ownerRef, resources } = body;
    await requireDrafter({ processId, ownerRef }, { credentials }, services);
    requireDraftable(resources, services);
    const place = { processId, ownerRef };
    const draft = await services.drafts.create(place, resources, actor);
    note({ processId, ownerRef, after: briefly(draft) });
    return toDraft(draft);
  },

  async listDrafts({ query: { limit = 50, ...query }, credentials }, services) {
    const criteria = await services.access.criteria({
      permission: processReadPermission,
      ref: processResourceRef,
      credentials,
    });
    return toPage(
      await services.drafts.list({ ...query, limit, criteria }),
      toDraft,
    );
  },

  async getDraft({ params: { draftId }, credentials }, services) {
    const draft = await services.drafts.findDetails(draftId);
    const { resources, ...record } = existing(draft, draftId);
    const permission = processReadPermission;
    await services.access.require(
      { permission, ref: processResourceRef, credentials },
      record,
    );
    return {
      ...toDraft(record),
      resources: resources.map(({ name, contentType, content }) => ({
        name,
        contentType,
        content,
      })),
    };
  },

  async saveDraft(call, services) {
    const { params, body, actor, note } = call;
    const { resources, ifRevision } = body;
    const { draftId: id } = params;
    const before = existing(await services.drafts.find(id), id);
    await requireDrafter(before, call, services);
    requireDraftable(resources, services);
    const after = existing(
      await services.drafts.save({ id, ifRevision }, resources, actor),
      id,
    );
    noteChange(note, before, after);
    return toDraft(after);
  },

  async deleteDraft(call, services) {
    const { id, ownerRef } = await deletable(call, services);
    const { ifRevision } = call.query;
    const before = existing(await services.drafts.remove(id, ifRevision), id);
    call.note({
      processId: before.processId,
      ownerRef,
      before: briefly(before),
    });
  },
};

/** Who may deploy the process, or claim its id, may draft it. */
async function requireDrafter(
  { processId, ownerRef }: Pick<DraftRecord, 'processId' | 'ownerRef'>,
  { credentials }: Pick<Call, 'credentials'>,
  services: RouteServices,
): Promise<void> {
  const drafter = { ownerRef, credentials };
  await requireDeployer(drafter, services);
  await requireDeployable([processId], drafter, services);
}

/** Any draft of theirs, also of an id that another group has claimed in the meantime. */
async function deletable(
  { params: { draftId }, credentials }: DraftCall,
  { access, drafts }: RouteServices,
): Promise<DraftRecord> {
  const draft = existing(await drafts.find(draftId), draftId);
  const permission = processDeployPermission;
  await access.require(
    { permission, ref: processResourceRef, credentials },
    draft,
  );
  await access.requireMember(draft.ownerRef, credentials);
  return draft;
}

function requireDraftable(
  resources: readonly BundleResource[],
  { drafts }: RouteServices,
): void {
  const problems = drafts.findProblems(resources);
  if (problems.length > 0) {
    throw new Refusal([422, 'notDraftable'], problems[0].message, { problems });
  }
}

function existing<Thing>(draft: Thing | undefined, id: string): Thing {
  return found(draft, { what: 'draft', id });
}

function noteChange(
  note: Call['note'],
  before: DraftRecord,
  after: DraftRecord,
): void {
  const { processId, ownerRef } = after;
  note({
    processId,
    ownerRef,
    before: briefly(before),
    after: briefly(after),
  });
}

/** What of a draft an auditor wants to know. */
function briefly({ id, revision, contentHash }: DraftRecord): JsonObject {
  return { id, revision, contentHash };
}

/** A draft as it is sent. */
function toDraft({
  processKey: _,
  savedAt,
  deployedRevision: revision,
  deployedDefinitionId: processDefinitionId,
  ...draft
}: DraftRecord): Draft {
  return {
    ...draft,
    savedAt: isoTime(savedAt),
    ...(revision !== undefined &&
      processDefinitionId !== undefined && {
        deployed: { revision, processDefinitionId },
      }),
  };
}
