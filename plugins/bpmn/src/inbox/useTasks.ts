import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Page,
  TaskQuery,
  UserTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useEffect, useState } from 'react';
import { bpmnApiRef } from '../api';
import { useRefreshed, type Refreshed } from './useRefreshed';
import { useTaskSignals } from './useTaskSignals';

const PAGE_SIZE = 25;

/** A page of a list of tasks, and the ways to others. */
export interface TaskPages extends Refreshed<Page<UserTask>> {
  readonly pageNumber: number;
  /** Undefined where there is none. */
  readonly next?: () => void;
  readonly previous?: () => void;
}

/** Tasks as the back end has them now, page by page. */
export function useTasks(query: TaskQuery): TaskPages {
  const api = useApi(bpmnApiRef);
  const written = JSON.stringify(query);
  // Where each page begins, up to the one that is shown: there is no way to ask backwards.
  const [starts, setStarts] = useState<readonly string[]>([]);
  useEffect(() => setStarts([]), [written]);

  const cursor = starts.at(-1);
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listTasks(
        { ...JSON.parse(written), cursor, limit: PAGE_SIZE },
        { signal },
      ),
    [api, written, cursor],
  );
  const tasks = useRefreshed<Page<UserTask>>(load);
  useTaskSignals(tasks.refresh);

  const nextCursor = tasks.value?.nextCursor;
  return {
    ...tasks,
    pageNumber: starts.length + 1,
    next: nextCursor
      ? () => setStarts(before => [...before, nextCursor])
      : undefined,
    previous:
      starts.length > 0
        ? () => setStarts(before => before.slice(0, -1))
        : undefined,
  };
}
