import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { nameOfEntity } from '../../parts/nameOfEntity';
import { useLoaded, type Loaded } from '../../parts/useLoaded';
import type { Choice } from '../panel/panelData';

/** The groups that whoever is signed in is a member of: those that one can draft and deploy for. */
export function useOwnGroups(): Loaded<readonly Choice[]> {
  const identity = useApi(identityApiRef);
  const catalog = useApi(catalogApiRef);
  const ask = useCallback(async (): Promise<readonly Choice[]> => {
    const { ownershipEntityRefs } = await identity.getBackstageIdentity();
    const refs = ownershipEntityRefs.filter(ref => ref.startsWith('group:'));
    if (refs.length === 0) {
      return [];
    }
    const { items } = await catalog.getEntitiesByRefs({
      entityRefs: refs,
      fields: ['kind', 'metadata', 'spec.profile'],
    });
    return refs.map((value, index) => {
      const group = items[index];
      return { value, label: group ? nameOfEntity(group) : value };
    });
  }, [identity, catalog]);
  return useLoaded(ask);
}
