import { readPeopleRelation } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { EntityLoader } from './EntityLoader';
import { findManagers } from './findManagers';
import { findOwners } from './findOwners';
import type { PeopleCatalog } from './PeopleCatalog';

/**
 * Whom the catalog names, by the names of relations: entity refs of users and groups that are in it. However many relations there are, they
 * are a few questions to it.
 */
export async function findPeople(
  names: readonly string[],
  catalog: PeopleCatalog,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const loader = new EntityLoader(catalog);
  return new Map(
    await Promise.all(
      names.map(async name => [name, await peopleOf(name, loader)] as const),
    ),
  );
}

async function peopleOf(
  name: string,
  loader: EntityLoader,
): Promise<readonly string[]> {
  const relation = readPeopleRelation(name);
  if (relation?.of === undefined) {
    return [];
  }
  switch (relation.kind) {
    case 'owner':
      return findOwners(relation.of, loader);
    case 'manager':
      return findManagers(relation.of, loader);
    default:
      throw new Error(`Unknown relation ${relation.kind satisfies never}`);
  }
}
