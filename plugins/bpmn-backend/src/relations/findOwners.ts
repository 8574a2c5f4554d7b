import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import type { EntityLoader } from './EntityLoader';
import { targetsOf } from './targetsOf';

/** Users and groups that own an entity. */
export async function findOwners(
  ref: string,
  loader: EntityLoader,
): Promise<readonly string[]> {
  const entity = await loader.load(ref);
  const owners = entity
    ? targetsOf(entity, [RELATION_OWNED_BY], ['user', 'group'])
    : [];
  return loader.existing(owners);
}
