import type { TaskRecord } from '../store/tasks';
import type { Caller } from './Caller';

/** Whether a task is assigned to somebody, or to a group of theirs. */
export function isAssignee(task: TaskRecord, { refs }: Caller): boolean {
  return task.assignee !== undefined && refs.includes(task.assignee);
}

/** Whether somebody, or a group of theirs, is asked to do a task. */
export function isCandidate(
  { candidates }: TaskRecord,
  { refs }: Caller,
): boolean {
  return candidates.some(ref => refs.includes(ref));
}

/** Whether somebody may do a task now: an assignee alone, else whoever is asked. */
export function mayDo(task: TaskRecord, caller: Caller): boolean {
  return (
    caller.isService ||
    (task.assignee === undefined
      ? isCandidate(task, caller)
      : isAssignee(task, caller))
  );
}

/** Whether somebody may say who does a task and until when: whoever may do it, and those who own the process. */
export function mayAssign(task: TaskRecord, caller: Caller): boolean {
  return mayDo(task, caller) || caller.refs.includes(task.ownerRef);
}

/** To whom a task was given by name: not by a relation. */
export function givenTo({
  assignee,
  assigneeRelation,
}: TaskRecord): string | undefined {
  return assigneeRelation === undefined ? assignee : undefined;
}
