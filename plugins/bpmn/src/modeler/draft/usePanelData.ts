import { alertApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  catalogApiRef,
  type CatalogApi,
} from '@backstage/plugin-catalog-react';
import { useEffect } from 'react';
import { bpmnApiRef } from '../../api';
import { nameOfEntity } from '../../parts/nameOfEntity';
import type { PipelineModeler } from '../canvas/PipelineModeler';
import { MOST_CHOICES, type Choice } from '../panel/panelData';

/** Kinds of entities whose owner can be asked to do something. */
const OWNED = ['component', 'system', 'api', 'resource', 'domain'];

/** Gives the properties panel what can be chosen there, as it comes. */
export function usePanelData(modeler: PipelineModeler | undefined): void {
  const api = useApi(bpmnApiRef);
  const catalog = useApi(catalogApiRef);
  const alerts = useApi(alertApiRef);

  useEffect(() => {
    if (!modeler) {
      return undefined;
    }
    let isGone = false;
    const load = async <Result>(
      what: string,
      ask: Promise<Result>,
      take: (result: Result) => void,
    ) => {
      try {
        const result = await ask;
        if (!isGone) {
          take(result);
        }
      } catch {
        alerts.post({
          message: `The ${what} could not be loaded. Reload the page to choose from them.`,
          severity: 'warning',
          display: 'transient',
        });
      }
    };
    load('script environments', api.listScriptEnvironments({}), ({ items }) =>
      modeler.setPanelData({ environments: items }),
    );
    load('element templates', api.listElementTemplates({}), ({ items }) =>
      modeler.setElementTemplates(items),
    );
    const choices = (...kinds: string[]) => choicesOf(catalog, kinds);
    load('people', choices('user'), ({ items, hasMore }) =>
      modeler.setPanelData({ users: items, hasMoreUsers: hasMore }),
    );
    load('groups', choices('group'), ({ items, hasMore }) =>
      modeler.setPanelData({ groups: items, hasMoreGroups: hasMore }),
    );
    load('entities', choices(...OWNED), ({ items, hasMore }) =>
      modeler.setPanelData({ owned: items, hasMoreOwned: hasMore }),
    );
    return () => {
      isGone = true;
    };
  }, [modeler, api, catalog, alerts]);
}

/** The first by their names. */
async function choicesOf(
  catalog: CatalogApi,
  kind: string[],
): Promise<{ readonly items: readonly Choice[]; readonly hasMore: boolean }> {
  const { items, pageInfo } = await catalog.queryEntities({
    filter: { kind },
    fields: ['kind', 'metadata', 'spec.profile'],
    orderFields: { field: 'metadata.name', order: 'asc' },
    limit: MOST_CHOICES,
  });
  return {
    items: items.map(choiceOf).sort((a, b) => a.label.localeCompare(b.label)),
    hasMore: pageInfo.nextCursor !== undefined,
  };
}

function choiceOf(entity: Entity): Choice {
  const value = stringifyEntityRef(entity);
  return { value, label: `${nameOfEntity(entity)} (${value})` };
}
