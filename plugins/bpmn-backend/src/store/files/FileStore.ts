import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';

/** A file that has come into being in an instance. */
export interface NewFile {
  readonly reference: FileReference;
  readonly instanceId: string;
  readonly createdBy: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** Most keys in one statement. */
const MOST_KEYS = 500;

/** Which files there are, and which instances may have them in their variables. */
export class FileStore {
  constructor(private readonly knex: Knex) {}

  /** Adds a file, and grants it to the instance that it was made in. */
  async add({
    reference,
    instanceId,
    createdBy,
    createdAt,
  }: NewFile): Promise<void> {
    const { $file: key, name, size, contentType, sha256 } = reference;
    await this.knex.transaction(async tx => {
      await tx('files').insert({
        key,
        name,
        size,
        content_type: contentType,
        sha256,
        created_by: createdBy,
        created_at: createdAt,
      });
      await tx('file_grants').insert({
        instance_id: instanceId,
        file_key: key,
      });
    });
  }

  /** Those of these files that an instance may have, by their keys. */
  async findGranted(
    instanceId: string,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, FileReference>> {
    const found = new Map<string, FileReference>();
    for (const some of slices(keys)) {
      const rows = await this.knex('file_grants')
        .join('files', 'files.key', 'file_grants.file_key')
        .where({ instance_id: instanceId })
        .whereIn('file_key', some)
        .select('files.*');
      rows.forEach(row => found.set(row.key, fileReference(row)));
    }
    return found;
  }

  /** Lets an instance have files. Nothing happens for those that it may have already. */
  async grant(instanceId: string, keys: readonly string[]): Promise<void> {
    for (const some of slices(keys)) {
      await this.knex('file_grants')
        .insert(some.map(key => ({ instance_id: instanceId, file_key: key })))
        .onConflict(['instance_id', 'file_key'])
        .ignore();
    }
  }
}

function slices(keys: readonly string[]): readonly (readonly string[])[] {
  const unique = Array.from(new Set(keys));
  return Array.from(
    { length: Math.ceil(unique.length / MOST_KEYS) },
    (_, index) => unique.slice(index * MOST_KEYS, (index + 1) * MOST_KEYS),
  );
}

function fileReference(row: any): FileReference {
  return {
    $file: row.key,
    name: row.name,
    size: Number(row.size),
    contentType: row.content_type,
    sha256: row.sha256,
  };
}
