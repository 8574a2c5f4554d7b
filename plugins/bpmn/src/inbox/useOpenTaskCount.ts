import { useApi } from '@backstage/frontend-plugin-api';
import type { TaskCount } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback } from 'react';
import { bpmnApiRef } from '../api';
import { useLoaded } from '../parts/useLoaded';
import { POLLING, useTaskSignals } from './useTaskSignals';

/** How many tasks are mine to do; undefined while that is not known. */
export function useOpenTaskCount(): TaskCount | undefined {
  const api = useApi(bpmnApiRef);
  const { value, reload } = useLoaded<TaskCount>(
    useCallback(signal => api.countTasks({ scope: 'mine' }, { signal }), [api]),
    { every: POLLING },
  );
  useTaskSignals(reload);
  return value;
}
