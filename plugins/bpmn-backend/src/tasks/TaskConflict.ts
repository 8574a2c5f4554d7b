import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { TaskRecord } from '../store/tasks';

/** Why a task cannot be done: somebody was first, or the process has gone another way. */
export type TaskConflictCode =
  | 'alreadyDecided'
  | 'alreadyAssigned'
  | 'taskCanceled';

/** Thrown if a task is not as it has to be for what somebody wants. Nothing has changed. */
export class TaskConflict extends Error {
  constructor(
    readonly code: TaskConflictCode,
    message: string,
    readonly parameters: JsonObject,
  ) {
    super(message);
    this.name = 'TaskConflict';
  }
}

/** Of a task that is not open any more: who has decided, and when. */
export function notOpen(task: TaskRecord): TaskConflict {
  const { id: taskId, completedBy = '', outcome } = task;
  const at = new Date(task.endedAt!).toISOString();
  if (task.state === 'canceled') {
    return new TaskConflict(
      'taskCanceled',
      `Expected task ${taskId} to be open, but it was canceled at ${at}: the process goes on without it`,
      { taskId, canceledAt: at },
    );
  }
  return new TaskConflict(
    'alreadyDecided',
    `Expected task ${taskId} to be open, but it was already decided by ${completedBy} at ${at}`,
    {
      taskId,
      decidedBy: completedBy,
      decidedAt: at,
      ...(outcome !== undefined && { outcome }),
    },
  );
}

/** Of a task that somebody else has taken. */
export function takenBy({
  id: taskId,
  assignee = '',
}: TaskRecord): TaskConflict {
  return new TaskConflict(
    'alreadyAssigned',
    `Expected task ${taskId} to be assigned to nobody, but ${assignee} has it. Ask them to give it back, or to assign it to you`,
    { taskId, assignee },
  );
}
