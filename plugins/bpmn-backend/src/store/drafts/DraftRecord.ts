/** A draft of a process. Times are epoch milliseconds. */
export interface DraftRecord {
  readonly id: string;
  readonly processKey: string;
  readonly processId: string;
  readonly ownerRef: string;
  readonly revision: number;
  readonly contentHash: string;
  readonly savedBy: string;
  readonly savedAt: number;
  /** The revision that was deployed last, and as what. */
  readonly deployedRevision?: number;
  readonly deployedDefinitionId?: string;
}

/** A row as a draft. */
export function draftOf(row: any): DraftRecord {
  return {
    id: row.id,
    processKey: row.process_key,
    processId: row.process_id,
    ownerRef: row.owner_ref,
    revision: row.revision,
    contentHash: row.content_hash,
    savedBy: row.saved_by,
    savedAt: Number(row.saved_at),
    deployedRevision: row.deployed_revision ?? undefined,
    deployedDefinitionId: row.deployed_definition_id ?? undefined,
  };
}
