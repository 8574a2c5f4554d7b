import { useCallback, useEffect, useRef } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { allOf, bpmnApiRef } from '../../api';
import { useLoaded } from '../../parts/useLoaded';

/** Most runs of scripts that are listed. */
export const MOST_ATTEMPTS = 200;
const WHILE_RUNNING = 2_000;

/** Whose runs of scripts are loaded. */
export interface AttemptsOf {
  readonly instanceId: string;
  readonly revision: number;
  /** Only those of this element. */
  readonly elementId?: string;
}

/** Loads the latest runs of scripts of an instance, and again when something has happened in it. */
export function useAttempts({ instanceId, revision, elementId }: AttemptsOf) {
  const api = useApi(bpmnApiRef);
  const loaded = useLoaded(
    useCallback(
      signal =>
        allOf(MOST_ATTEMPTS, page => {
          const query = { instanceId, elementId, ...page };
          return api.listScriptAttempts(query, { signal });
        }),
      [api, instanceId, elementId],
    ),
    // What is repeated by hand does not show in the revision of the instance.
    {
      every: value =>
        value?.items.some(({ state }) => state === 'running')
          ? WHILE_RUNNING
          : undefined,
    },
  );
  const { reload } = loaded;
  const known = useRef(revision);
  useEffect(() => {
    if (known.current !== revision) {
      known.current = revision;
      reload();
    }
  }, [reload, revision]);
  return loaded;
}

/** Loads a run of a script, and again while it runs. */
export function useAttempt(attemptId: string) {
  const api = useApi(bpmnApiRef);
  return useLoaded(
    useCallback(
      signal => api.getScriptAttempt({ attemptId }, { signal }),
      [api, attemptId],
    ),
    {
      every: value => (value?.state === 'running' ? WHILE_RUNNING : undefined),
    },
  );
}
