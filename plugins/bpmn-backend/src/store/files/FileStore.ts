import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { pageOf, positionOf, type PageOf } from '../cursor';
import {
  fileRecord,
  fileReference,
  type FileRecord,
  type NewFile,
} from './FileRecord';

/** What came of the end of an upload: nothing was kept, unless it is `kept`. */
export type FileOutcome =
  | 'kept'
  | 'instanceGone'
  | 'instanceOver'
  | 'keyGone'
  | 'noRoom';

/** An instance that files are to be made in. */
export interface FilePlace {
  readonly isOver: boolean;
  /** Bytes that the files take that were made in it. */
  readonly usedBytes: number;
}

/** Most keys in one statement. */
const MOST_KEYS = 500;

/** Which files there are, and which instances may have them in their variables. */
export class FileStore {
  constructor(private readonly knex: Knex) {}

  /** Adds a file, and grants it to the instance that it was made in. */
  async add(file: NewFile): Promise<void> {
    await this.knex.transaction(tx => insertFile(tx, file));
  }

  /** Notes that bytes are about to be stored under a key. Unless a file becomes of them, they can go from a moment on. */
  async beginUpload(key: string, removeAt: number): Promise<void> {
    await this.knex('file_leftovers').insert({ key, remove_at: removeAt });
  }

  /**
   * Adds a file whose bytes are there, if its instance is there still and has room for it. Files of one instance end one after the other, so that
   * all together take no more than there is.
   */
  async endUpload(file: NewFile, quota: number): Promise<FileOutcome> {
    const { reference, instanceId, createdAt } = file;
    return this.knex.transaction(async (tx): Promise<FileOutcome> => {
      const place = await findPlace(tx, instanceId);
      if (!place) {
        return 'instanceGone';
      }
      if (place.isOver) {
        return 'instanceOver';
      }
      if (place.usedBytes + reference.size > quota) {
        return 'noRoom';
      }
      const noted = await tx('file_leftovers')
        .where({ key: reference.$file })
        .where('remove_at', '>', createdAt)
        .del();
      if (noted === 0) {
        return 'keyGone';
      }
      await insertFile(tx, file);
      return 'kept';
    });
  }

  /**
   * Adds a file whose bytes are there for an instance that is not: unless it has become one of an instance, it goes when its time has come.
   * Returns false if its bytes are gone already.
   */
  async endStaged(file: NewFile, removeAt: number): Promise<boolean> {
    return this.knex.transaction(async tx => {
      const noted = await tx('file_leftovers')
        .where({ key: file.reference.$file })
        .where('remove_at', '>', file.createdAt)
        .update({ remove_at: removeAt });
      if (noted === 0) {
        return false;
      }
      await insertFile(tx, file);
      return true;
    });
  }

  /** Makes files that somebody has added beforehand those of an instance. Nothing happens to others. */
  async adopt(
    keys: readonly string[],
    {
      holder,
      instanceId,
    }: { readonly holder: string; readonly instanceId: string },
  ): Promise<void> {
    for (const some of slices(keys)) {
      await this.knex.transaction(async tx => {
        const staged = { made_in: holder };
        const own = await tx('files')
          .where(staged)
          .whereIn('key', some)
          .pluck('key');
        await tx('files')
          .where(staged)
          .whereIn('key', own)
          .update({ made_in: instanceId });
        await tx('file_grants')
          .where({ instance_id: holder })
          .whereIn('file_key', own)
          .update({ instance_id: instanceId });
      });
    }
  }

  /** Bytes that the files take that were made in an instance, or added beforehand. */
  async usedBytes(madeIn: string): Promise<number> {
    return usedBytes(this.knex, madeIn);
  }

  /** An instance, if it is there, and what its files take. */
  async findPlace(instanceId: string): Promise<FilePlace | undefined> {
    return findPlace(this.knex, instanceId);
  }

  /** A file by its key. */
  async find(key: string): Promise<FileReference | undefined> {
    const row = await this.knex('files').where({ key }).first();
    return row && fileReference(row);
  }

  /** Those of these files that an instance may have, by their keys. */
  async findGranted(
    instanceId: string,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, FileReference>> {
    const found = new Map<string, FileReference>();
    for (const some of slices(keys)) {
      const rows = await this.granted(instanceId)
        .whereIn('file_key', some)
        .select('files.*');
      rows.forEach(row => found.set(row.key, fileReference(row)));
    }
    return found;
  }

  /** Files that an instance may have, the youngest first: keys are in order of time. */
  async pageGranted(
    instanceId: string,
    { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  ): Promise<PageOf<FileRecord>> {
    const query = this.granted(instanceId)
      .orderBy('file_key', 'desc')
      .limit(limit + 1)
      .select('files.*');
    if (cursor !== undefined) {
      query.where('file_key', '<', positionOf(cursor, [''])[0]);
    }
    const rows = (await query).map(fileRecord);
    return pageOf(rows, limit, ({ reference }) => [reference.$file]);
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

  private granted(instanceId: string): Knex.QueryBuilder<any, any[]> {
    return this.knex('file_grants')
      .join('files', 'files.key', 'file_grants.file_key')
      .where({ instance_id: instanceId });
  }
}

async function insertFile(
  tx: Knex,
  { reference, instanceId, createdBy, createdAt }: NewFile,
): Promise<void> {
  const { $file: key, name, size, contentType, sha256 } = reference;
  await tx('files').insert({
    key,
    name,
    size,
    content_type: contentType,
    sha256,
    created_by: createdBy,
    created_at: createdAt,
    made_in: instanceId,
  });
  await tx('file_grants').insert({ instance_id: instanceId, file_key: key });
}

/** In a transaction nobody else gets by, until it is over. */
async function findPlace(
  knex: Knex,
  instanceId: string,
): Promise<FilePlace | undefined> {
  const instance = await knex('process_instances')
    .where({ id: instanceId })
    .forUpdate()
    .first('ended_at');
  const used = await usedBytes(knex, instanceId);
  return instance && { isOver: instance.ended_at !== null, usedBytes: used };
}

async function usedBytes(knex: Knex, madeIn: string): Promise<number> {
  const used = await knex('files')
    .where({ made_in: madeIn })
    .sum({ bytes: 'size' })
    .first();
  return Number(used?.bytes ?? 0);
}

function slices(keys: readonly string[]): readonly (readonly string[])[] {
  const unique = Array.from(new Set(keys));
  return Array.from(
    { length: Math.ceil(unique.length / MOST_KEYS) },
    (_, index) => unique.slice(index * MOST_KEYS, (index + 1) * MOST_KEYS),
  );
}
