import {
  BpmnApiError,
  type BpmnApi,
  type BundleResource,
  type Draft,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Where what is drawn stands. */
export type SaveState =
  | { readonly kind: 'saved'; readonly draft: Draft }
  | { readonly kind: 'changed' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly message: string }
  | DraftConflictState;

/** Somebody else has saved the draft in the meantime: nothing is saved any more until a person has decided. */
export interface DraftConflictState {
  readonly kind: 'conflict';
  readonly savedBy: string;
  readonly savedAt: string;
}

interface DraftSaverOptions {
  readonly api: Pick<BpmnApi, 'saveDraft'>;
  /** As it was read. */
  readonly draft: Draft;
  /** All that is to be in it now. */
  readonly collect: () => Promise<readonly BundleResource[]>;
  readonly onState: (state: SaveState) => void;
}

const QUIET_MS = 800;
const AGAIN_MS = 5_000;

/**
 * Saves a draft a moment after its last change, one request at a time, and only if nobody else has saved it. If the back end cannot be
 * reached, it tries again until it can.
 */
export class DraftSaver {
  private draft: Draft;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> | undefined;
  private isChanged = false;
  private hasConflict = false;
  private isClosed = false;

  constructor(private readonly options: DraftSaverOptions) {
    this.draft = options.draft;
  }

  /** The draft as it was saved last. */
  get saved(): Draft {
    return this.draft;
  }

  /** Whether something would be lost if the page were closed now. */
  get isDirty(): boolean {
    return this.isChanged || this.saving !== undefined;
  }

  /** Something has changed. */
  note(): void {
    this.isChanged = true;
    if (!this.hasConflict && !this.isClosed) {
      this.options.onState({ kind: 'changed' });
      this.later(QUIET_MS);
    }
  }

  /** Saves what has changed now, and resolves when nothing is left to be saved, or it has failed. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    await this.saving;
    if (this.isChanged && !this.hasConflict) {
      this.saving = this.save().finally(() => (this.saving = undefined));
      await this.saving;
    }
  }

  /** The draft is that of somebody else from now on. */
  replace(draft: Draft): void {
    clearTimeout(this.timer);
    this.draft = draft;
    this.isChanged = false;
    this.hasConflict = false;
    this.options.onState({ kind: 'saved', draft });
  }

  /** Saves what is left, and tells nobody any more. */
  close(): Promise<void> {
    this.isClosed = true;
    return this.flush();
  }

  private later(wait: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  private async save(): Promise<void> {
    this.isChanged = false;
    this.tell({ kind: 'saving' });
    try {
      const resources = await this.options.collect();
      this.draft = await this.options.api.saveDraft({
        draftId: this.draft.id,
        body: { resources, ifRevision: this.draft.revision },
      });
      this.tell(
        this.isChanged
          ? { kind: 'changed' }
          : { kind: 'saved', draft: this.draft },
      );
    } catch (error) {
      this.isChanged = true;
      this.refused(error);
    }
  }

  private refused(error: unknown) {
    const problem = error instanceof BpmnApiError ? error.problem : undefined;
    if (problem?.code === 'draftChanged') {
      this.hasConflict = true;
      const { savedBy, savedAt } = problem.parameters ?? {};
      this.tell({
        kind: 'conflict',
        savedBy: String(savedBy),
        savedAt: String(savedAt),
      });
      return;
    }
    this.tell({
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
    });
    if (!this.isClosed) {
      this.later(AGAIN_MS);
    }
  }

  private tell(state: SaveState) {
    if (!this.isClosed) {
      this.options.onState(state);
    }
  }
}
