import type {
  FormReference,
  Key,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { RowCriteria } from '../matching';
import type { RelationAnswers } from '../relations';

/** Where a user task stands. */
export type TaskState = 'open' | 'completed' | 'canceled';

/** A user task as an inbox shows it. Times are epoch milliseconds, people and groups entity refs. */
export interface TaskRecord {
  /** UUIDv7. */
  readonly id: string;
  readonly state: TaskState;
  readonly instanceId: string;
  readonly waitKey: Key;
  readonly elementInstanceKey: Key;
  readonly definitionId: string;
  readonly processId: string;
  /** As people know the process, if it has a name. */
  readonly processName?: string;
  readonly ownerRef: string;
  readonly businessKey?: string;
  readonly elementId: string;
  /** That of the element, or its id. */
  readonly name: string;
  /** Also whom the catalog names, where it was assigned by a relation. */
  readonly assignee?: string;
  /** The relation that it is assigned by, as long as nobody has taken it or got it from somebody. */
  readonly assigneeRelation?: string;
  /** Where the model names people by a relation, whom the catalog names; if that is nobody, those who own the process. */
  readonly candidates: readonly string[];
  /** By which relations the model names people, and what the catalog says of them. */
  readonly relations: RelationAnswers;
  readonly dueAt?: number;
  readonly followUpAt?: number;
  readonly priority: number;
  readonly form?: FormReference;
  readonly createdAt: number;
  readonly endedAt?: number;
  readonly completedBy?: string;
  readonly outcome?: string;
}

/** What somebody has answered. */
export interface DecisionRecord {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly channel: string;
  readonly outcome?: string;
  readonly comment?: string;
  readonly shownHash?: string;
}

/** What comes first: what is due soonest, is most urgent, or has come last. */
export type TaskSort = 'due' | 'priority' | 'created';

/** Which tasks are wanted; all of it has to hold. */
export interface TaskFilters {
  readonly state: TaskState;
  /** Assigned to one of these. */
  readonly assignees?: readonly string[];
  /** Assigned to nobody. */
  readonly isUnassigned?: boolean;
  /** One of these is asked to do it. */
  readonly candidates?: readonly string[];
  readonly completedBy?: string;
  readonly processKey?: string;
  readonly ownerRef?: string;
  readonly instanceId?: string;
  readonly businessKey?: string;
  readonly createdAfter?: number;
  readonly createdBefore?: number;
  /** Due then or later, which nothing without a date is. */
  readonly dueAfter?: number;
  /** Due before then, which nothing without a date is. */
  readonly dueBefore?: number;
  /** Part of its name or business key, in any case. */
  readonly search?: string;
  /** What a permission policy says; absent: nothing. */
  readonly criteria?: RowCriteria;
}

/** Part of an order. */
export interface TaskQuery extends TaskFilters {
  readonly sort: TaskSort;
  /** That of the page before. */
  readonly cursor?: string;
  readonly limit: number;
}
