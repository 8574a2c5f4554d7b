import type {
  BundleResource,
  ResourceProblem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Clock } from '../clock/Clock';
import { findDuplicateResources } from '../deployments/findDuplicates';
import { contentHashOf, storedResources } from '../deployments/storedResources';
import type { DraftContent, DraftRecord, DraftStore } from '../store/drafts';

/** Whose draft of what. */
export type DraftPlace = Pick<DraftRecord, 'processId' | 'ownerRef'>;

/** Keeps what owners are still working at. */
export class DraftService {
  constructor(
    private readonly options: {
      readonly store: DraftStore;
      readonly clock: Clock;
    },
  ) {}

  /** Why documents cannot even be drafted. */
  findProblems(
    resources: readonly BundleResource[],
  ): readonly ResourceProblem[] {
    return findDuplicateResources(resources);
  }

  /** Begins a draft. Throws a `DraftConflict` if the owner has one of the process already. */
  create(
    place: DraftPlace,
    resources: readonly BundleResource[],
    actor: string,
  ): Promise<DraftRecord> {
    return this.options.store.create(place, this.contentOf(resources, actor));
  }

  /** Saves a draft. Throws a `DraftConflict` if somebody else was faster. Undefined: there is none any more. */
  save(
    { id, ifRevision }: { readonly id: string; readonly ifRevision: number },
    resources: readonly BundleResource[],
    actor: string,
  ): Promise<DraftRecord | undefined> {
    const content = this.contentOf(resources, actor);
    return this.options.store.save(id, ifRevision, content);
  }

  /** A draft. */
  find(id: string): ReturnType<DraftStore['find']> {
    return this.options.store.find(id);
  }

  /** A draft with all that is in it. */
  findDetails(id: string): ReturnType<DraftStore['findDetails']> {
    return this.options.store.findDetails(id);
  }

  /** Part of the drafts that somebody may see. */
  list(
    query: Parameters<DraftStore['list']>[0],
  ): ReturnType<DraftStore['list']> {
    return this.options.store.list(query);
  }

  /** Throws a draft away. Throws a `DraftConflict` if it is not of that revision. Undefined: there is none any more. */
  remove(id: string, ifRevision?: number): ReturnType<DraftStore['remove']> {
    return this.options.store.remove(id, ifRevision);
  }

  private contentOf(
    resources: readonly BundleResource[],
    savedBy: string,
  ): DraftContent {
    const stored = storedResources(resources);
    return {
      resources: stored,
      contentHash: contentHashOf(stored),
      savedBy,
      savedAt: this.options.clock.now(),
    };
  }
}
