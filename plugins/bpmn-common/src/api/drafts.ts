import type { BundleResource } from './deployments';
import type { PageQuery } from './page';

/**
 * A draft of a process: what somebody is still working at. It need not be a valid model.
 *
 * @public
 */
export interface Draft {
  /** Opaque. */
  readonly id: string;
  /** Id of the process that it is to be; drafting does not claim it. */
  readonly processId: string;
  /** Entity ref of the group whose draft it is. There is one for each process and group. */
  readonly ownerRef: string;
  /** 1, 2, …: one more each time that something else is saved. */
  readonly revision: number;
  /** SHA-256 of what is in it, in hexadecimal; as that of a deployment of the same. */
  readonly contentHash: string;
  /** Who has saved it last: an entity ref, or the subject of a service. */
  readonly savedBy: string;
  /** When that was. */
  readonly savedAt: string;
  /** What it was deployed as last; absent: it was not deployed yet. */
  readonly deployed?: DraftDeployed;
}

/**
 * What a draft was deployed as.
 *
 * @public
 */
export interface DraftDeployed {
  /** Revision of the draft: if it is not the present one, the draft has changed since. */
  readonly revision: number;
  /** The version of the process. */
  readonly processDefinitionId: string;
}

/**
 * A draft with what is in it.
 *
 * @public
 */
export interface DraftDetails extends Draft {
  /** Models, forms and other documents, by their names. */
  readonly resources: readonly BundleResource[];
}

/**
 * Begins a draft.
 *
 * @public
 */
export interface CreateDraftRequest {
  /** Id of the process that it is to be. */
  readonly processId: string;
  /** Entity ref of the group whose draft it is. */
  readonly ownerRef: string;
  /** Models, forms and other documents. */
  readonly resources: readonly BundleResource[];
}

/**
 * Saves a draft.
 *
 * @public
 */
export interface SaveDraftRequest {
  /** All that is to be in it. */
  readonly resources: readonly BundleResource[];
  /** The revision that was changed: refused if somebody else has saved another one in the meantime. */
  readonly ifRevision: number;
}

/**
 * Filters of the list of drafts.
 *
 * @public
 */
export interface DraftQuery extends PageQuery {
  /** Entity ref of the group whose drafts they are. */
  readonly ownerRef?: string;
  /** Id of a process; case does not matter. */
  readonly processId?: string;
}
