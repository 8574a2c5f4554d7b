import {
  MAX_PROCESS_ID_LENGTH,
  processDeployPermission,
  processReadPermission,
  type CreateDraftRequest,
  type Draft,
  type DraftDeployed,
  type DraftDetails,
  type DraftQuery,
  type Page,
  type SaveDraftRequest,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { BUNDLE_LIMIT, bundleResources } from './deployments';
import { groupRef } from './groupRef';
import { operation } from './operation';
import {
  anyText,
  id,
  integer,
  listOf,
  objectOf,
  optional,
  pageOf,
  pageQuery,
  ref,
  text,
  time,
} from './schema';

/** What can be the id of a process: see `findProcessIdProblem`. */
const processId = {
  type: 'string',
  minLength: 1,
  maxLength: MAX_PROCESS_ID_LENGTH,
  pattern: '^[A-Za-z]([A-Za-z0-9_.-]*[A-Za-z0-9])?$',
};

const draft = {
  id,
  processId: anyText,
  ownerRef: anyText,
  revision: integer(1),
  contentHash: anyText,
  savedBy: anyText,
  savedAt: time,
  deployed: optional(
    objectOf<DraftDeployed>({ revision: integer(1), processDefinitionId: id }),
  ),
};

/** Parts of the document about drafts. */
export const draftSchemas = {
  Draft: objectOf<Draft>(draft),
  DraftDetails: objectOf<DraftDetails>({
    ...draft,
    resources: listOf(ref('BundleResource')),
  }),
  Drafts: pageOf(ref('Draft')),
  CreateDraftRequest: objectOf<CreateDraftRequest>({
    processId,
    ownerRef: groupRef,
    resources: bundleResources,
  }),
  SaveDraftRequest: objectOf<SaveDraftRequest>({
    resources: bundleResources,
    ifRevision: integer(1),
  }),
};

const described = {
  tag: 'Drafts',
  permission: processDeployPermission.name,
} as const;

const ofOne = { ...described, path: '/drafts/{draftId}' } as const;
const params = { draftId: id };

/** What can be done with drafts. */
export const draftOperations = {
  createDraft: operation<{ body: CreateDraftRequest; answer: Draft }>({
    ...described,
    method: 'post',
    path: '/drafts',
    summary: 'Begins a draft of a process',
    description:
      'It does not claim the process id, but that must not be owned by another group. A process id that nobody has yet needs `bpmn.process.create` instead. A person has to be a member of the owner group. There is one draft for each process and group: a second one is refused (409) with the id of the first.',
    body: ref('CreateDraftRequest'),
    bodyLimit: BUNDLE_LIMIT,
    status: 201,
    answer: ref('Draft'),
    refusals: [409, 413, 422],
  }),
  listDrafts: operation<{ query: DraftQuery; answer: Page<Draft> }>({
    ...described,
    permission: processReadPermission.name,
    method: 'get',
    path: '/drafts',
    summary: 'Drafts by the ids of their processes, without what is in them',
    query: {
      ...pageQuery,
      ownerRef: optional(text(255, 1)),
      processId: optional(text(63, 1)),
    },
    status: 200,
    answer: ref('Drafts'),
  }),
  getDraft: operation<{ params: { draftId: string }; answer: DraftDetails }>({
    ...ofOne,
    permission: processReadPermission.name,
    method: 'get',
    summary: 'A draft with what is in it',
    params,
    status: 200,
    answer: ref('DraftDetails'),
    refusals: [404],
  }),
  saveDraft: operation<{
    params: { draftId: string };
    body: SaveDraftRequest;
    answer: Draft;
  }>({
    ...ofOne,
    method: 'put',
    summary: 'Saves a draft, unless somebody else was faster',
    description:
      'If another revision than `ifRevision` is there, it is refused (409): the answer tells which one, and who has saved it when. The same content as is there already is nothing new, and gives that revision. Permissions are those of `createDraft`.',
    params,
    body: ref('SaveDraftRequest'),
    bodyLimit: BUNDLE_LIMIT,
    status: 200,
    answer: ref('Draft'),
    refusals: [404, 409, 413, 422],
  }),
  deleteDraft: operation<{
    params: { draftId: string };
    query: { readonly ifRevision?: number };
  }>({
    ...ofOne,
    method: 'delete',
    summary: 'Throws a draft away',
    description: 'A person has to be a member of the group whose draft it is.',
    params,
    query: { ifRevision: optional(integer(1)) },
    status: 204,
    refusals: [404, 409],
  }),
};
