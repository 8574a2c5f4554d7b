import { useApi } from '@backstage/frontend-plugin-api';
import type { TaskCount } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback } from 'react';
import { bpmnApiRef } from '../api';
import { useRefreshed } from './useRefreshed';
import { useTaskSignals } from './useTaskSignals';

/** How many tasks are mine to do; undefined while that is not known. */
export function useOpenTaskCount(): TaskCount | undefined {
  const api = useApi(bpmnApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.countTasks({ scope: 'mine' }, { signal }),
    [api],
  );
  const { value, refresh } = useRefreshed<TaskCount>(load);
  useTaskSignals(refresh);
  return value;
}
