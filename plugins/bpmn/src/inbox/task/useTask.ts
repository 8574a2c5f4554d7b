import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ProcessInstance,
  UserTaskDetails,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback } from 'react';
import { bpmnApiRef } from '../../api';
import { useLoaded, type Loaded } from '../../parts/useLoaded';
import { POLLING, useTaskSignals } from '../useTaskSignals';

/** A task, and the run that it is part of. */
export interface TaskInRun {
  readonly task: UserTaskDetails;
  /** Absent: not everybody who may do a task may see all of its run. */
  readonly run?: ProcessInstance;
}

/** A task as the back end has it now. */
export function useTask(taskId: string): Loaded<TaskInRun> {
  const api = useApi(bpmnApiRef);
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const task = await api.getTask({ taskId }, { signal });
      const { instanceId } = task;
      const run = await api
        .getInstance({ instanceId }, { signal })
        .catch(() => undefined);
      return { task, run };
    },
    [api, taskId],
  );
  const task = useLoaded<TaskInRun>(ask, { every: POLLING });
  useTaskSignals(task.reload, taskId);
  return task;
}
