import type {
  TaskDecision,
  UserTask,
  UserTaskDetails,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { DecisionRecord, TaskRecord } from '../store/tasks';
import { mayAssign, mayDo } from '../tasks/assignment';
import type { Caller } from '../tasks/Caller';
import { findPeopleProblem } from '../tasks/findPeopleProblem';
import type { TaskDetails } from '../tasks/TaskService';
import { isoTime } from './page';

/** A user task as it is sent. */
export function toTask(task: TaskRecord): UserTask {
  const { elementInstanceKey, waitKey, definitionId, candidates, ...others } =
    task;
  const { assigneeRelation, relations, ...rest } = others;
  const { dueAt, followUpAt, createdAt, endedAt } = rest;
  const areUsers = (ref: string) => ref.startsWith('user:');
  return {
    ...rest,
    processDefinitionId: definitionId,
    candidateUsers: candidates.filter(areUsers),
    candidateGroups: candidates.filter(ref => !areUsers(ref)),
    dueAt: optionalTime(dueAt),
    followUpAt: optionalTime(followUpAt),
    createdAt: isoTime(createdAt),
    endedAt: optionalTime(endedAt),
    problem: findPeopleProblem(task),
  };
}

/** The same with all that whoever does it needs. */
export function toDetails(
  { task, decisions, ...shown }: TaskDetails,
  caller: Caller,
): UserTaskDetails {
  const isOpen = task.state === 'open';
  return {
    ...toTask(task),
    ...shown,
    decisions: decisions.map(toDecision),
    canComplete: isOpen && mayDo(task, caller),
    canAssign: isOpen && mayAssign(task, caller),
  };
}

function toDecision({ at, ...decision }: DecisionRecord): TaskDecision {
  return { ...decision, at: isoTime(at) };
}

function optionalTime(epoch: number | undefined): string | undefined {
  return epoch === undefined ? undefined : isoTime(epoch);
}
