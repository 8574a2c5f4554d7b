import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';

/** What is read of people and groups. */
export interface Catalog {
  /** An entity; undefined: there is none. */
  find(ref: string): Promise<Entity | undefined>;
  /** Users who are members of a group, at most 500. */
  members(groupRef: string): Promise<readonly Entity[]>;
}

/** Most members of a group who are written to. */
const MOST_MEMBERS = 500;

/** Milliseconds that the catalog may take for an answer. */
const PATIENCE = 30_000;

/** The catalog of the portal, asked in the name of the plugin. */
export function portalCatalog({
  auth,
  discovery,
}: {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
}): Catalog {
  async function ask(path: string, init: RequestInit = {}): Promise<any> {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'catalog',
    });
    const response = await fetch(
      `${await discovery.getBaseUrl('catalog')}${path}`,
      {
        ...init,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        signal: AbortSignal.timeout(PATIENCE),
      },
    );
    if (!response.ok) {
      throw new Error(
        `Expected the catalog to answer, but it does not (${response.status})`,
      );
    }
    return response.json();
  }
  return {
    async find(ref) {
      const body = JSON.stringify({ entityRefs: [ref] });
      const { items } = await ask('/entities/by-refs', {
        method: 'POST',
        body,
      });
      return items[0] ?? undefined;
    },
    async members(groupRef) {
      const query = new URLSearchParams({
        filter: `kind=user,relations.memberOf=${groupRef}`,
        limit: String(MOST_MEMBERS),
      });
      return (await ask(`/entities/by-query?${query}`)).items;
    },
  };
}
