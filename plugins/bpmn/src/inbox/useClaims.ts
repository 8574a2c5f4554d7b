import { useApi } from '@backstage/frontend-plugin-api';
import type { UserTask } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useState } from 'react';
import { bpmnApiRef } from '../api';

/** Takes tasks and gives them back, one at a time. */
export interface Claims {
  /** The task that is being taken or given back. */
  readonly busyId?: string;
  /** Why the last one could not be. */
  readonly failure?: Error;
  claim(task: Pick<UserTask, 'id'>): Promise<void>;
  unclaim(task: Pick<UserTask, 'id'>): Promise<void>;
}

/** Whatever comes of it, what is shown is asked for anew. */
export function useClaims(refresh: () => Promise<void>): Claims {
  const api = useApi(bpmnApiRef);
  const [busyId, setBusyId] = useState<string>();
  const [failure, setFailure] = useState<Error>();

  const act = async (taskId: string, deed: () => Promise<unknown>) => {
    setBusyId(taskId);
    setFailure(undefined);
    try {
      await deed();
    } catch (error) {
      setFailure(error as Error);
    }
    await refresh();
    setBusyId(undefined);
  };

  return {
    busyId,
    failure,
    claim: ({ id: taskId }) => act(taskId, () => api.claimTask({ taskId })),
    unclaim: ({ id: taskId }) => act(taskId, () => api.unclaimTask({ taskId })),
  };
}
