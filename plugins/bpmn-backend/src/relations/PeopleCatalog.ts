import type { Entity } from '@backstage/catalog-model';

/** What is read of the catalog to find out whom it names. */
export interface PeopleCatalog {
  /** Entities by their refs; those that there are not are left out. */
  find(refs: readonly string[]): Promise<ReadonlyMap<string, Entity>>;
}

/** Where there is no catalog, nobody is named. */
export const noCatalog: PeopleCatalog = { find: async () => new Map() };
