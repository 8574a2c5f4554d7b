import type { JsonObject } from '../glossary';
import type { PageQuery } from './page';

/**
 * Channel of signals on which those whom tasks concern are told that they have come, changed or gone.
 *
 * @public
 */
export const TASKS_CHANNEL = 'bpmn:tasks';

/**
 * What is told on {@link TASKS_CHANNEL}. What else there is to know of the tasks is asked for.
 *
 * @public
 */
export interface TaskSignal {
  /** Ids of the tasks. None: so many that they are not named. */
  readonly taskIds: readonly string[];
}

/**
 * Where a user task stands.
 *
 * @public
 */
export type UserTaskState = 'open' | 'completed' | 'canceled';

/**
 * A form as the model names it.
 *
 * @public
 */
export interface UserTaskForm {
  /** As the model says. */
  readonly formId?: string;
  /** As the model says. */
  readonly formKey?: string;
  /** As the model says. */
  readonly externalReference?: string;
  /** As the model says. */
  readonly bindingType?: string;
  /** What the model calls the version. */
  readonly versionTag?: string;
}

/**
 * Work for a person. People and groups are entity refs in full.
 *
 * @public
 */
export interface UserTask {
  /** Opaque. */
  readonly id: string;
  /** Where it stands. */
  readonly state: UserTaskState;
  /** The process instance. */
  readonly instanceId: string;
  /** Id of the process; also its name in the catalog. */
  readonly processId: string;
  /** As people know the process; absent: it has only an id. */
  readonly processName?: string;
  /** The version of the process. */
  readonly processDefinitionId: string;
  /** Entity ref of the group that owns the process. */
  readonly ownerRef: string;
  /** What people know the instance by. */
  readonly businessKey?: string;
  /** Id of the element in the model. */
  readonly elementId: string;
  /** That of the element, or its id. */
  readonly name: string;
  /** Who does it: an entity ref. Where the model says `owner of` or `manager of`, whom the catalog names. */
  readonly assignee?: string;
  /** Who is asked to do it. */
  readonly candidateUsers: readonly string[];
  /** Whose members are asked to do it; where the model, or the catalog for it, names nobody, the owner. */
  readonly candidateGroups: readonly string[];
  /** When it is due. */
  readonly dueAt?: string;
  /** When to look at it again. */
  readonly followUpAt?: string;
  /** 0 to 100, larger is more urgent. */
  readonly priority: number;
  /** The form that it is done with. */
  readonly form?: UserTaskForm;
  /** When it was created. */
  readonly createdAt: string;
  /** When it ended; absent: it has not. */
  readonly endedAt?: string;
  /** Entity ref, or the subject of a service. */
  readonly completedBy?: string;
  /** What was decided. */
  readonly outcome?: string;
  /** Why it is not for those whom the process means, and what to do about it: the catalog names nobody, or has not answered yet. */
  readonly problem?: string;
}

/**
 * What somebody has answered.
 *
 * @public
 */
export interface TaskDecision {
  /** Opaque. */
  readonly id: string;
  /** When it happened. */
  readonly at: string;
  /** Entity ref, or the subject of a service. */
  readonly actor: string;
  /** How it came: `portal`, `api`, `mail`, … */
  readonly channel: string;
  /** What was decided. */
  readonly outcome?: string;
  /** In the words of whoever decided. */
  readonly comment?: string;
  /** SHA-256 of what was shown, in hexadecimal. */
  readonly shownHash?: string;
}

/**
 * A user task with all that whoever does it needs.
 *
 * @public
 */
export interface UserTaskDetails extends UserTask {
  /** Its form as it was deployed with the process, if it was. */
  readonly formSchema?: JsonObject;
  /** What its form sees, while it is open. `{"$redacted": true}` if it is sensitive, and the task is not yours to do. */
  readonly variables?: JsonObject;
  /** What you have filled in so far. */
  readonly draft?: JsonObject;
  /** The first one first. */
  readonly decisions: readonly TaskDecision[];
  /** SHA-256 of what is shown: send it when you complete the task. */
  readonly shownHash?: string;
  /** Whether it is open, and yours to do. */
  readonly canComplete: boolean;
  /** Whether it is open, and yours to assign. */
  readonly canAssign: boolean;
}

/**
 * Filters of tasks; all of them have to hold.
 *
 * @public
 */
export interface TaskFilter {
  /** `mine`: assigned to you or a group of yours; `available`: assigned to nobody, and you are asked. Absent: whosever they are. */
  readonly scope?: 'mine' | 'available';
  /** Default: `open`. */
  readonly state?: UserTaskState;
  /** Id of the process; also its name in the catalog. */
  readonly processId?: string;
  /** The process instance. */
  readonly instanceId?: string;
  /** Entity ref of the group that owns the process. */
  readonly ownerRef?: string;
  /** Who does it: an entity ref. */
  readonly assignee?: string;
  /** Entity ref of a group that is asked to do it. */
  readonly candidateGroup?: string;
  /** Entity ref in full, or the subject of a service; with `state=completed`. */
  readonly completedBy?: string;
  /** What people know the instance by. */
  readonly businessKey?: string;
  /** Came at this time or later. */
  readonly createdAfter?: string;
  /** Came before this time. */
  readonly createdBefore?: string;
  /** Due at this time or later. */
  readonly dueAfter?: string;
  /** Due before this time. */
  readonly dueBefore?: string;
  /** Part of the name or business key, in any case. */
  readonly search?: string;
}

/**
 * Filters of the list of tasks, and its order.
 *
 * @public
 */
export interface TaskQuery extends TaskFilter, PageQuery {
  /** What comes first: the latest, what is due soonest, or the most urgent. Of other tasks than open ones: `created`, the default. */
  readonly sort?: 'created' | 'due' | 'priority';
}

/**
 * How many tasks there are.
 *
 * @public
 */
export interface TaskCount {
  /** At most 1,000. */
  readonly count: number;
  /** Whether there are more. */
  readonly isMore: boolean;
}

/**
 * Who is to do a task.
 *
 * @public
 */
export interface AssignTaskRequest {
  /** Entity ref of a person or group; a name alone is a person. */
  readonly assignee: string;
}

/**
 * An answer.
 *
 * @public
 */
export interface CompleteTaskRequest {
  /** Variables by name. */
  readonly variables?: JsonObject;
  /** What was decided, such as `approved`. */
  readonly outcome?: string;
  /** In the words of whoever decided. */
  readonly comment?: string;
  /** As the task was shown. */
  readonly shownHash?: string;
}

/**
 * What is filled in so far.
 *
 * @public
 */
export interface SaveTaskDraftRequest {
  /** Variables by name. */
  readonly variables: JsonObject;
}

/**
 * Until when a task is to be done, and how urgent it is. Null: no date.
 *
 * @public
 */
export interface UpdateTaskRequest {
  /** When it is due. */
  readonly dueAt?: string | null;
  /** When to look at it again. */
  readonly followUpAt?: string | null;
  /** 0 to 100, larger is more urgent. */
  readonly priority?: number;
}
