import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { DraftRecord } from './DraftRecord';

/** Stable across releases; screens translate by it. */
type DraftConflictCode = 'draftChanged' | 'draftDiffers' | 'draftExists';

/** Thrown if a draft is not as whoever wants something of it has thought. */
export class DraftConflict extends Error {
  constructor(
    readonly code: DraftConflictCode,
    message: string,
    readonly parameters: JsonObject,
  ) {
    super(message);
    this.name = 'DraftConflict';
  }
}

/** Somebody else has saved it in the meantime. */
export function draftChanged(
  draft: DraftRecord,
  ifRevision: number,
): DraftConflict {
  const { revision, savedBy } = draft;
  const savedAt = new Date(draft.savedAt).toISOString();
  return new DraftConflict(
    'draftChanged',
    `Expected the draft of ${draft.processId} to be at revision ${ifRevision} still, but ${savedBy} has saved revision ${revision} at ${savedAt}. Read it, and bring both together`,
    { draftId: draft.id, revision, savedBy, savedAt },
  );
}

/** There is one already. */
export function draftExists(draft: DraftRecord): DraftConflict {
  const { id: draftId, processId, ownerRef, revision } = draft;
  return new DraftConflict(
    'draftExists',
    `Expected no draft of ${processId} by ${ownerRef} yet, but there is one. Go on with it, or delete it`,
    { draftId, processId, ownerRef, revision },
  );
}
