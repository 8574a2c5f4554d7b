import { processIdKey } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { pageOf, positionOf, type PageOf } from '../cursor';
import type { Resource } from '../deployments';
import { isPostgres } from '../driver';
import { whereMatching, type RowCriteria } from '../matching';
import { draftChanged, draftExists } from './DraftConflict';
import { draftOf, type DraftRecord } from './DraftRecord';

/** What somebody saves. */
export interface DraftContent {
  readonly resources: readonly Resource[];
  /** Over all of them. */
  readonly contentHash: string;
  readonly savedBy: string;
  /** Epoch milliseconds. */
  readonly savedAt: number;
}

/** Where what permissions are about is in the rows of drafts. */
const DRAFT_COLUMNS = { ownerRef: 'owner_ref', processKey: 'process_key' };

/** What is not deployed yet. */
export class DraftStore {
  constructor(private readonly knex: Knex) {}

  /** Begins a draft. Throws a `DraftConflict` if the owner has one of the process already. */
  async create(
    { processId, ownerRef }: Pick<DraftRecord, 'processId' | 'ownerRef'>,
    content: DraftContent,
  ): Promise<DraftRecord> {
    const id = uuid();
    const processKey = processIdKey(processId);
    return this.knex.transaction(async tx => {
      const [row] = await tx('process_drafts')
        .insert({
          id,
          process_key: processKey,
          process_id: processId,
          owner_ref: ownerRef,
          revision: 1,
          ...savedColumns(content),
        })
        .onConflict(['process_key', 'owner_ref'])
        // Changes nothing, but gives the one that is there.
        .merge(['owner_ref'])
        .returning('*');
      if (row.id !== id) {
        throw draftExists(draftOf(row));
      }
      await insertResources(tx, id, content.resources);
      return draftOf(row);
    });
  }

  /**
   * Saves a draft; what is in it already is not written again. The same content once more is nothing new, whatever revision it was made
   * from. Throws a `DraftConflict` if somebody else was faster. Undefined: there is none.
   */
  async save(
    id: string,
    ifRevision: number,
    content: DraftContent,
  ): Promise<DraftRecord | undefined> {
    return this.knex.transaction(async tx => {
      const query = tx('process_drafts').where({ id });
      const row = await (isPostgres(tx) ? query.forUpdate() : query).first();
      if (!row) {
        return undefined;
      }
      const before = draftOf(row);
      if (before.contentHash === content.contentHash) {
        return before;
      }
      if (before.revision !== ifRevision) {
        throw draftChanged(before, ifRevision);
      }
      const changes = {
        revision: before.revision + 1,
        ...savedColumns(content),
      };
      await tx('process_drafts').where({ id }).update(changes);
      await replaceResources(tx, id, content.resources);
      return draftOf({ ...row, ...changes });
    });
  }

  /** A draft. */
  async find(id: string): Promise<DraftRecord | undefined> {
    const row = await this.knex('process_drafts').where({ id }).first();
    return row && draftOf(row);
  }

  /** A draft with all that is in it: of one revision, whoever saves another one in the same moment. */
  async findDetails(
    id: string,
  ): Promise<(DraftRecord & { resources: readonly Resource[] }) | undefined> {
    const rows = await this.knex('process_drafts')
      .join('draft_resources', 'draft_resources.draft_id', 'process_drafts.id')
      .where('process_drafts.id', id)
      .orderBy('draft_resources.name')
      .select(
        'process_drafts.*',
        'name',
        'content_type',
        'content',
        'draft_resources.content_hash as resource_hash',
      );
    return rows.length === 0
      ? undefined
      : {
          ...draftOf(rows[0]),
          resources: rows.map(row => ({
            name: row.name,
            contentType: row.content_type,
            content: row.content,
            hash: row.resource_hash,
          })),
        };
  }

  /** Drafts by the ids of their processes. */
  async list({
    ownerRef,
    processId,
    cursor,
    limit,
    criteria,
  }: {
    readonly ownerRef?: string;
    readonly processId?: string;
    readonly cursor?: string;
    readonly limit: number;
    readonly criteria: RowCriteria;
  }): Promise<PageOf<DraftRecord>> {
    const query = this.knex('process_drafts')
      .orderBy(['process_key', 'owner_ref'])
      .limit(limit + 1);
    whereMatching(query, criteria, DRAFT_COLUMNS);
    if (ownerRef !== undefined) {
      query.where({ owner_ref: ownerRef });
    }
    if (processId !== undefined) {
      query.where({ process_key: processIdKey(processId) });
    }
    if (cursor !== undefined) {
      query.whereRaw('(process_key, owner_ref) > (?, ?)', [
        ...positionOf(cursor, ['', '']),
      ]);
    }
    const rows = (await query).map(draftOf);
    return pageOf(rows, limit, draft => [draft.processKey, draft.ownerRef]);
  }

  /** Throws a draft away; with a revision only if it is that one, else throws a `DraftConflict`. Undefined: there is none. */
  async remove(
    id: string,
    ifRevision?: number,
  ): Promise<DraftRecord | undefined> {
    return this.knex.transaction(async tx => {
      const query = tx('process_drafts').where({ id });
      const row = await (isPostgres(tx) ? query.forUpdate() : query).first();
      const draft: DraftRecord | undefined = row && draftOf(row);
      if (draft && ifRevision !== undefined && draft.revision !== ifRevision) {
        throw draftChanged(draft, ifRevision);
      }
      await tx('draft_resources').where({ draft_id: id }).del();
      await tx('process_drafts').where({ id }).del();
      return draft;
    });
  }
}

function savedColumns({ contentHash, savedBy, savedAt }: DraftContent) {
  return { content_hash: contentHash, saved_by: savedBy, saved_at: savedAt };
}

/** A model of some megabytes is not written anew because a form beside it has changed. */
async function replaceResources(
  tx: Knex,
  draftId: string,
  resources: readonly Resource[],
): Promise<void> {
  const present = new Map<string, string>(
    (
      await tx('draft_resources')
        .where({ draft_id: draftId })
        .select('name', 'content_hash', 'content_type')
    ).map(row => [row.name, `${row.content_hash} ${row.content_type}`]),
  );
  const changed = resources.filter(
    ({ name, hash, contentType }) =>
      present.get(name) !== `${hash} ${contentType}`,
  );
  const names = new Set(resources.map(({ name }) => name));
  const gone = Array.from(present.keys()).filter(name => !names.has(name));
  await tx('draft_resources')
    .where({ draft_id: draftId })
    .whereIn('name', [...gone, ...changed.map(({ name }) => name)])
    .del();
  await insertResources(tx, draftId, changed);
}

async function insertResources(
  tx: Knex,
  draftId: string,
  resources: readonly Resource[],
): Promise<void> {
  await tx.batchInsert(
    'draft_resources',
    resources.map(({ name, contentType, content, hash }) => ({
      draft_id: draftId,
      name,
      content_type: contentType,
      content,
      content_hash: hash,
    })),
    50,
  );
}
