import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';

/** Most versions of processes whose names are kept in memory. */
const MOST = 5_000;

/** What people know processes by, as their versions say: that of a version never changes. */
export class ProcessNames {
  private readonly names = new LRUCache<string, { readonly name?: string }>({
    max: MOST,
  });

  constructor(private readonly knex: Knex) {}

  /** Names by the ids of versions, without those of versions that have none. */
  async of(
    definitionIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const ids = Array.from(new Set(definitionIds));
    const found = new Map(ids.map(id => [id, this.names.get(id)]));
    const missing = ids.filter(id => !found.get(id));
    if (missing.length > 0) {
      const rows = await this.knex('process_definitions')
        .whereIn('id', missing)
        .select('id', 'name');
      for (const { id, name } of rows) {
        const known = { name: name ?? undefined };
        this.names.set(id, known);
        found.set(id, known);
      }
    }
    return new Map(
      Array.from(found).flatMap(([id, known]) =>
        known?.name ? [[id, known.name]] : [],
      ),
    );
  }
}
