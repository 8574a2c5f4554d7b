import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ProcessDefinition } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../../api';
import { useLoaded } from '../../parts/useLoaded';

/** Finds out what a person fills in to begin a run. */
export function useStartForm({ processId }: ProcessDefinition) {
  const api = useApi(bpmnApiRef);
  return useLoaded(
    useCallback(
      signal => api.getStartForm({ processId }, { signal }),
      [api, processId],
    ),
  );
}
