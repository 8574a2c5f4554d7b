import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { PeopleCatalog } from './PeopleCatalog';

/** Most entities in one request. */
const TOGETHER = 200;

const FIELDS = ['kind', 'metadata', 'relations'];

/** The catalog of the portal, asked in the name of the plugin. */
export function portalCatalog({
  auth,
  catalog,
}: {
  readonly auth: AuthService;
  readonly catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
}): PeopleCatalog {
  return {
    async find(refs) {
      const credentials = await auth.getOwnServiceCredentials();
      const found = new Map<string, Entity>();
      for (let first = 0; first < refs.length; first += TOGETHER) {
        const entityRefs = refs.slice(first, first + TOGETHER);
        const { items } = await catalog.getEntitiesByRefs(
          { entityRefs: [...entityRefs], fields: FIELDS },
          { credentials },
        );
        items.forEach((entity, index) => {
          if (entity) {
            found.set(entityRefs[index], entity);
          }
        });
      }
      return found;
    },
  };
}
