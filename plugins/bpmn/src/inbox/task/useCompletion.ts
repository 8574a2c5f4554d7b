import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  BpmnApiError,
  type BpmnApi,
  type CompleteTaskRequest,
  type FieldProblem,
  type UserTaskDetails,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { bpmnApiRef } from '../../api';
import { useUploads } from '../../forms';
import { inboxRouteRef, taskRouteRef } from '../../routes';
import type { DoneState } from '../DoneNotice';

/** How far a task has come on its way to being done. */
export interface CompletionState {
  readonly isBusy: boolean;
  /** What the back end finds wrong with the form. */
  readonly problems?: readonly FieldProblem[];
  /** Why it could not be done. */
  readonly failure?: Error;
}

/** Ways to complete a task. */
export interface Completing extends CompletionState {
  submit(values: object, files: ReadonlyMap<string, File[]>): Promise<void>;
  decide(decision: {
    readonly outcome: string;
    readonly comment?: string;
  }): Promise<void>;
}

/** Completes a task and goes to the next one. If it cannot be, the task is asked for anew, and all that was typed stays. */
export function useCompletion(
  task: UserTaskDetails,
  refresh: () => Promise<void>,
): Completing {
  const api = useApi(bpmnApiRef);
  const goOn = useGoOn(task);
  const [state, setState] = useState<CompletionState>({ isBusy: false });
  const { id: taskId, formSchema: schema = {}, shownHash } = task;
  const variablesOf = useUploads(
    useCallback(
      file => api.addTaskFile({ taskId, name: file.name, content: file }),
      [api, taskId],
    ),
  );

  const complete = async (bodyOf: () => Promise<CompleteTaskRequest>) => {
    setState({ isBusy: true });
    try {
      const body = { ...(await bodyOf()), shownHash };
      await api.completeTask({ taskId, body });
    } catch (error) {
      setState({ isBusy: false, ...reasonOf(error) });
      await refresh();
      return;
    }
    await goOn();
  };

  return {
    ...state,
    decide: decision => complete(async () => decision),
    submit: (values, files) =>
      complete(async () => ({
        variables: await variablesOf({ values, files, schema }),
      })),
  };
}

/** A conflict needs no words of its own: the task says then who was faster. */
function reasonOf(error: unknown): Omit<CompletionState, 'isBusy'> {
  if (!(error instanceof BpmnApiError)) {
    return { failure: error as Error };
  }
  const { status, fieldProblems } = error.problem;
  if (fieldProblems) {
    return { problems: fieldProblems };
  }
  return status === 409 ? {} : { failure: error };
}

function useGoOn({ id, name }: UserTaskDetails): () => Promise<void> {
  const api = useApi(bpmnApiRef);
  const navigate = useNavigate();
  const inboxPath = useRouteRef(inboxRouteRef);
  const taskPath = useRouteRef(taskRouteRef);
  return async () => {
    const state: DoneState = { done: name };
    const taskId = await nextTaskId(api, id);
    const target = taskId && taskPath?.({ taskId });
    navigate(target || inboxPath?.() || '/', { state, replace: true });
  };
}

/** What is due soonest of what is mine; undefined: nothing is left. */
async function nextTaskId(
  api: BpmnApi,
  doneId: string,
): Promise<string | undefined> {
  try {
    const query = { scope: 'mine', sort: 'due', limit: 2 } as const;
    const { items } = await api.listTasks(query);
    return items.find(({ id }) => id !== doneId)?.id;
  } catch {
    // The task is done: where one goes then is worth no error.
    return undefined;
  }
}
