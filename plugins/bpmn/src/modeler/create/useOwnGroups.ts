import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import type { Choice } from '../panel/panelData';

/** The groups that whoever is signed in is a member of: those that one can draft and deploy for. */
export function useOwnGroups() {
  const identity = useApi(identityApiRef);
  const catalog = useApi(catalogApiRef);
  return useAsyncRetry(async (): Promise<readonly Choice[]> => {
    const { ownershipEntityRefs } = await identity.getBackstageIdentity();
    const refs = ownershipEntityRefs.filter(ref => ref.startsWith('group:'));
    if (refs.length === 0) {
      return [];
    }
    const { items } = await catalog.getEntitiesByRefs({
      entityRefs: refs,
      fields: ['kind', 'metadata', 'spec.profile'],
    });
    return refs.map((value, index) => ({
      value,
      label: labelOf(items[index]) ?? value,
    }));
  }, [identity, catalog]);
}

/** What people call an entity. */
export function labelOf(
  entity:
    | {
        readonly metadata: { readonly name: string; readonly title?: string };
        readonly spec?: object;
      }
    | undefined,
): string | undefined {
  const profile = (entity?.spec as { profile?: { displayName?: string } })
    ?.profile;
  return (
    profile?.displayName ?? entity?.metadata.title ?? entity?.metadata.name
  );
}
