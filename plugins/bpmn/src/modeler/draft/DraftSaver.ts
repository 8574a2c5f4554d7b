import {
  BpmnApiError,
  type BpmnApi,
  type BundleResource,
  type Draft,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { NotReachedError } from '../../api';
import { inWords } from '../../parts/Refused';
import type { DraftKeeper } from './draftKeeper';

/** Where what is drawn stands. */
export type SaveState =
  | { readonly kind: 'saved'; readonly draft: Draft }
  | { readonly kind: 'changed' }
  | { readonly kind: 'saving' }
  | {
      readonly kind: 'failed';
      readonly message: string;
      /** Nothing is tried again before something changes, or somebody asks for it. */
      readonly isFinal: boolean;
    }
  | { readonly kind: 'readOnly' }
  | DraftConflictState;

/** Somebody else has saved the draft in the meantime: nothing is saved any more until a person has decided. */
export interface DraftConflictState {
  readonly kind: 'conflict';
  readonly savedBy: string;
  readonly savedAt: string;
}

/** What has become of the changes that were left. */
export type Left = 'saved' | 'kept' | 'lost';

interface DraftSaverOptions {
  readonly api: Pick<BpmnApi, 'saveDraft'>;
  /** As it was read. */
  readonly draft: Draft;
  /** Nothing is saved at all. */
  readonly isReadOnly?: boolean;
  /** All that is to be in it now. */
  readonly collect: () => Promise<readonly BundleResource[]>;
  readonly onState: (state: SaveState) => void;
  /** Has what could not be saved. */
  readonly keeper: Pick<DraftKeeper, 'keep' | 'forget'>;
}

const QUIET_MS = 800;
const AGAIN_MS = 5_000;

/** Refusals that pass by themselves: a session that is renewed, a back end that is busy. */
const PASSING: ReadonlySet<number> = new Set([401, 408, 425, 429]);

/** Refusals of the content: it was not saved before either. */
const ABOUT_CONTENT: ReadonlySet<number> = new Set([400, 413, 422]);

/**
 * Saves a draft a moment after its last change, one request at a time, and only if nobody else has saved it. If the back end cannot be
 * reached, it tries again until it can. What could not be saved is kept in the browser.
 */
export class DraftSaver {
  private draft: Draft;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> | undefined;
  /** What was sent without an answer: nobody knows whether it was saved. */
  private unanswered: readonly BundleResource[] | undefined;
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
    if (this.options.isReadOnly) {
      return;
    }
    this.isChanged = true;
    if (!this.hasConflict && !this.isClosed) {
      this.options.onState({ kind: 'changed' });
      this.later(QUIET_MS);
    }
  }

  /** Saves what has changed now, and resolves when nothing is left to be saved, or it has failed. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    while (this.saving) {
      await this.saving;
    }
    if (this.isChanged && !this.hasConflict) {
      this.saving = this.save().finally(() => (this.saving = undefined));
      await this.saving;
    }
  }

  /** The draft is another one from now on, with nothing of what is drawn here. */
  replace(draft: Draft): void {
    clearTimeout(this.timer);
    this.draft = draft;
    this.unanswered = undefined;
    this.isChanged = false;
    this.hasConflict = false;
    this.options.keeper.forget();
    this.options.onState({ kind: 'saved', draft });
  }

  /** Saves what is left, or keeps it in the browser, and tells nobody any more. */
  async close(): Promise<Left> {
    this.isClosed = true;
    await this.flush();
    if (!this.isChanged) {
      return 'saved';
    }
    return (await this.keep()) ? 'kept' : 'lost';
  }

  private later(wait: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  private async save(): Promise<void> {
    this.isChanged = false;
    this.tell({ kind: 'saving' });
    try {
      await this.sendUnanswered();
      await this.send(await this.options.collect());
      this.options.keeper.forget();
      this.tell(
        this.isChanged
          ? { kind: 'changed' }
          : { kind: 'saved', draft: this.draft },
      );
    } catch (error) {
      this.isChanged = true;
      this.refused(error);
      await this.keep();
    }
  }

  /**
   * The same once more: the back end takes that, whatever has become of it before, and tells its revision. Something newer would look like a
   * change of a revision that was not seen, as if somebody else had saved it.
   */
  private async sendUnanswered(): Promise<void> {
    if (!this.unanswered) {
      return;
    }
    try {
      await this.send(this.unanswered);
    } catch (error) {
      if (!ABOUT_CONTENT.has(statusOf(error))) {
        throw error;
      }
      this.unanswered = undefined;
    }
  }

  private async send(resources: readonly BundleResource[]): Promise<void> {
    try {
      this.draft = await this.options.api.saveDraft({
        draftId: this.draft.id,
        body: { resources, ifRevision: this.draft.revision },
      });
      this.unanswered = undefined;
    } catch (error) {
      if (!isRefusal(error)) {
        this.unanswered = resources;
      }
      throw error;
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
    const isFinal = isRefusal(error)
      ? !PASSING.has(statusOf(error))
      : this.unanswered === undefined;
    this.tell({ kind: 'failed', message: messageOf(error), isFinal });
    if (!isFinal && !this.isClosed) {
      this.later(AGAIN_MS);
    }
  }

  /** Also what has changed while it was being saved. */
  private async keep(): Promise<boolean> {
    const { revision } = this.draft;
    return this.options.collect().then(
      resources => this.options.keeper.keep({ resources, revision }),
      () => false,
    );
  }

  private tell(state: SaveState) {
    if (!this.isClosed) {
      this.options.onState(state);
    }
  }
}

/** Of the answer; 0: there was none. */
function statusOf(error: unknown): number {
  return error instanceof BpmnApiError ? error.problem.status : 0;
}

/** Whether it is certain that nothing was saved. */
function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status >= 400 && status < 500;
}

function messageOf(error: unknown): string {
  if (error instanceof NotReachedError) {
    return 'The back end cannot be reached.';
  }
  return error instanceof Error ? inWords(error) : String(error);
}
