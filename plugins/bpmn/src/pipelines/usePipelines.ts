import { useCallback } from 'react';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { ProcessDefinition } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { allOf, bpmnApiRef } from '../api';
import { useLoaded } from '../parts/useLoaded';

/** Most pipelines that one page lists. */
const MOST = 1000;
const EVERY = 60_000;

/** Pipelines of one owner. */
export interface OwnerPipelines {
  readonly ownerRef: string;
  /** Whether the one who looks is a member. */
  readonly isMine: boolean;
  readonly pipelines: readonly ProcessDefinition[];
}

/** All pipelines that one may see, by owner: one's own teams first. */
export function usePipelines() {
  const api = useApi(bpmnApiRef);
  const identityApi = useApi(identityApiRef);
  return useLoaded(
    useCallback(
      async signal => {
        const [{ items, isMore }, { ownershipEntityRefs }] = await Promise.all([
          allOf(MOST, page => api.listProcesses(page, { signal })),
          identityApi.getBackstageIdentity(),
        ]);
        return { owners: byOwner(items, ownershipEntityRefs), isMore };
      },
      [api, identityApi],
    ),
    { every: EVERY },
  );
}

/** Pipelines by owner, those of the given groups first. */
export function byOwner(
  pipelines: readonly ProcessDefinition[],
  mine: readonly string[],
): readonly OwnerPipelines[] {
  const owners = [...new Set(pipelines.map(({ ownerRef }) => ownerRef))];
  return owners
    .map(ownerRef => ({
      ownerRef,
      isMine: mine.includes(ownerRef),
      pipelines: pipelines.filter(one => one.ownerRef === ownerRef),
    }))
    .sort(
      (a, b) =>
        Number(b.isMine) - Number(a.isMine) ||
        a.ownerRef.localeCompare(b.ownerRef),
    );
}

/** Those of which id or name contain a text. */
export function matching(
  owners: readonly OwnerPipelines[],
  search: string,
): readonly OwnerPipelines[] {
  const wanted = search.trim().toLowerCase();
  return owners.flatMap(owner => {
    const pipelines = owner.pipelines.filter(({ processId, name = '' }) =>
      `${processId}\n${name}`.toLowerCase().includes(wanted),
    );
    return pipelines.length > 0 ? [{ ...owner, pipelines }] : [];
  });
}
