import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { bpmnApiRef } from '../api';
import { useLoaded } from './useLoaded';

/** The latest version of a process. */
export function useProcess(processId: string) {
  const api = useApi(bpmnApiRef);
  return useLoaded(
    useCallback(
      signal => api.getProcess({ processId }, { signal }),
      [api, processId],
    ),
  );
}
