import { useApi } from '@backstage/frontend-plugin-api';
import type {
  TaskQuery,
  UserTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback } from 'react';
import { bpmnApiRef } from '../api';
import { usePages, type Pages, type PageStart } from '../parts/usePages';
import { POLLING, useTaskSignals } from './useTaskSignals';

const PAGE_SIZE = 25;

/** Tasks as the back end has them now, page by page. */
export function useTasks(query: TaskQuery): Pages<UserTask> {
  const api = useApi(bpmnApiRef);
  const written = JSON.stringify(query);
  const ask = useCallback(
    (start: PageStart, signal: AbortSignal) =>
      api.listTasks(
        { ...JSON.parse(written), ...start, limit: PAGE_SIZE },
        { signal },
      ),
    [api, written],
  );
  const tasks = usePages<UserTask>(ask, { every: POLLING });
  useTaskSignals(tasks.reload);
  return tasks;
}
