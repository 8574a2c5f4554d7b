import { useCallback } from 'react';
import { ANNOTATION_VIEW_URL } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { isProcessFromGit } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useLoaded } from '../../parts/useLoaded';

/** Whether a process is kept in git. */
export interface GitSource {
  readonly isFromGit: boolean;
  /** Where one looks at it; absent: nowhere in a browser. */
  readonly url?: string;
}

/** What the catalog says of where a process is kept; undefined: nothing yet. Of whom it knows nothing, that is the portal. */
export function useGitSource(processId: string): GitSource | undefined {
  const catalog = useApi(catalogApiRef);
  const { value, error } = useLoaded(
    useCallback(async (): Promise<GitSource> => {
      const entity = await catalog.getEntityByRef({
        kind: 'component',
        namespace: 'default',
        name: processId,
      });
      if (!entity || !isProcessFromGit(entity)) {
        return { isFromGit: false };
      }
      const url = entity.metadata.annotations?.[ANNOTATION_VIEW_URL];
      return { isFromGit: true, ...(url?.startsWith('https://') && { url }) };
    }, [catalog, processId]),
  );
  return error ? { isFromGit: false } : value;
}
