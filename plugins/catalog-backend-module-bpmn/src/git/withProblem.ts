import { ENTITY_STATUS_CATALOG_PROCESSING_TYPE } from '@backstage/catalog-client';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';

/**
 * An entity that says itself what is wrong. An error that a processor emits would keep the catalog from having the entity at all, so that nobody
 * saw it.
 */
export function withProblem(entity: AlphaEntity, message: string): AlphaEntity {
  const item = {
    type: ENTITY_STATUS_CATALOG_PROCESSING_TYPE,
    level: 'error' as const,
    message,
    // The page of an entity shows only what has one.
    error: { name: 'InputError', message },
  };
  return { ...entity, status: { items: [item] } };
}
