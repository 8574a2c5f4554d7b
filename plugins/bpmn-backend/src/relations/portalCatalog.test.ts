import { mockServices } from '@backstage/backend-test-utils';
import { portalCatalog } from './portalCatalog';

const entity = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
});

describe('the catalog of the portal', () => {
  it('should be asked for many entities at a time, in the name of the plugin', async () => {
    // given
    const getEntitiesByRefs = jest.fn(
      async ({ entityRefs }: { readonly entityRefs: string[] }) => ({
        items: entityRefs.map((ref, n) => (n === 1 ? undefined : entity(ref))),
      }),
    );
    const auth = mockServices.auth({ pluginId: 'bpmn' });
    const catalog = portalCatalog({ auth, catalog: { getEntitiesByRefs } });
    const refs = Array.from({ length: 201 }, (_, n) => `user:default/p${n}`);
    // when
    const found = await catalog.find(refs);
    // then
    expect([...found.keys()]).toEqual(refs.filter((_, n) => n !== 1));
    expect(found.get(refs[200])).toEqual(entity(refs[200]));
    const sizes = getEntitiesByRefs.mock.calls.map(
      ([{ entityRefs }]) => entityRefs.length,
    );
    expect(sizes).toEqual([200, 1]);
    expect(getEntitiesByRefs).toHaveBeenCalledWith(
      expect.objectContaining({ fields: ['kind', 'metadata', 'relations'] }),
      { credentials: await auth.getOwnServiceCredentials() },
    );
  });
});
