import { useApi } from '@backstage/frontend-plugin-api';
import {
  processIdKey,
  type Draft,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback } from 'react';
import { bpmnApiRef } from '../../api';
import { useLast } from '../../parts/useLast';
import { useLoaded, type Loaded } from '../../parts/useLoaded';
import type { Choice } from '../panel/panelData';

/** The first drafts of some groups, by the ids of their processes. */
interface OwnDrafts {
  readonly items: readonly Draft[];
  readonly hasMore: boolean;
}

/** Drafts of the groups that are given, as many as are wanted. Those that are there stay in view while more are asked for. */
export function useOwnDrafts(
  groups: readonly Choice[],
  limit: number,
): Loaded<OwnDrafts> {
  const api = useApi(bpmnApiRef);
  const loaded = useLoaded(
    useCallback(
      async (signal): Promise<OwnDrafts> => {
        const lists = await Promise.all(
          groups.map(({ value: ownerRef }) =>
            api.listDrafts({ ownerRef, limit }, { signal }),
          ),
        );
        const drafts = lists.flatMap(({ items }) => items).sort(byProcess);
        return {
          items: drafts.slice(0, limit),
          hasMore:
            drafts.length > limit ||
            lists.some(({ nextCursor }) => nextCursor !== undefined),
        };
      },
      [api, groups, limit],
    ),
  );
  return { ...loaded, value: useLast(loaded.value, groups) };
}

/** As the back end orders each of the lists. */
function byProcess(one: Draft, other: Draft): number {
  const [a, b] = [one, other].map(
    ({ processId, ownerRef }) => `${processIdKey(processId)} ${ownerRef}`,
  );
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
