import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';
import { nameOfEntity } from '../../parts/nameOfEntity';

/** Somebody to choose. */
export interface Person {
  readonly ref: string;
  readonly name: string;
}

/** Most people to choose from at a time: whoever looks for another one types more. */
const MOST = 20;

/** People and groups of the catalog whose name has what is typed. */
export function usePeople(typed: string): readonly Person[] {
  const catalogApi = useApi(catalogApiRef);
  const [people, setPeople] = useState<readonly Person[]>([]);
  useEffect(() => {
    let isOld = false;
    catalogApi
      .queryEntities({
        filter: { kind: ['User', 'Group'] },
        fullTextFilter: {
          term: typed,
          fields: ['metadata.name', 'spec.profile.displayname'],
        },
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: MOST,
      })
      .then(
        ({ items }) => !isOld && setPeople(items.map(personOf)),
        // A ref can still be typed in full.
        () => !isOld && setPeople([]),
      );
    return () => {
      isOld = true;
    };
  }, [catalogApi, typed]);
  return people;
}

function personOf(entity: Entity): Person {
  return { ref: stringifyEntityRef(entity), name: nameOfEntity(entity) };
}
