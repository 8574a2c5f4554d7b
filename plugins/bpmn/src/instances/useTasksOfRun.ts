import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Page,
  ProcessInstance,
  TaskQuery,
  UserTask,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback } from 'react';
import { bpmnApiRef } from '../api';
import { useLast } from '../parts/useLast';
import { useLoaded } from '../parts/useLoaded';

const NONE: Page<UserTask> = { items: [] };

/**
 * Tasks of a run, read again each time that it has moved, and as often as `every` says. None if it has none, if one may not see them, or as long as
 * they are on the way for the first time.
 */
export function useTasksOfRun(
  { id: instanceId, revision }: ProcessInstance,
  { state, limit }: Required<Pick<TaskQuery, 'state' | 'limit'>>,
  options?: { readonly every: number },
): Page<UserTask> {
  const api = useApi(bpmnApiRef);
  const { value } = useLoaded(
    useCallback(
      async signal => ({
        revision,
        tasks: await api.listTasks({ instanceId, state, limit }, { signal }),
      }),
      [api, instanceId, revision, state, limit],
    ),
    options,
  );
  return useLast(value, instanceId)?.tasks ?? NONE;
}
