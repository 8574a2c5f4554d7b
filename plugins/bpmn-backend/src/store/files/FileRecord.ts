import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** A file that has come into being in an instance. */
export interface NewFile {
  readonly reference: FileReference;
  readonly instanceId: string;
  readonly createdBy: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** A file as it is known. */
export interface FileRecord {
  readonly reference: FileReference;
  readonly createdBy: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** A row of `files` as others know it. */
export function fileReference(row: any): FileReference {
  return {
    $file: row.key,
    name: row.name,
    size: Number(row.size),
    contentType: row.content_type,
    sha256: row.sha256,
  };
}

/** The same, with who has made it and when. */
export function fileRecord(row: any): FileRecord {
  return {
    reference: fileReference(row),
    createdBy: row.created_by,
    createdAt: Number(row.created_at),
  };
}
