import {
  readPeopleRelation,
  writePeopleRelation,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { UserTaskWait } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { isRelationName } from '../store/relations';
import { personRef } from './personRef';

/** Whom a task is for, as its process says: entity refs in full, and relations by their names. */
export interface TaskPeople {
  readonly assignee?: string;
  /** In the place of an assignee: whom the catalog is asked for. */
  readonly assigneeRelation?: string;
  /** Refs of users and groups, and relations, each once. */
  readonly candidates: readonly string[];
}

/** Whom a task is for, of an instance that somebody has started. */
export function peopleOf(
  { assignee, candidateUsers = [], candidateGroups = [] }: UserTaskWait,
  startedBy: string,
): TaskPeople {
  const named = (name: string, kind: 'user' | 'group') => {
    const relation = readPeopleRelation(name, startedBy);
    return relation ? writePeopleRelation(relation) : personRef(name, kind);
  };
  const candidates = new Set([
    ...candidateUsers.map(name => named(name, 'user')),
    ...candidateGroups.map(name => named(name, 'group')),
  ]);
  const assigned = assignee ? named(assignee, 'user') : undefined;
  return {
    ...(assigned !== undefined &&
      (isRelationName(assigned)
        ? { assigneeRelation: assigned }
        : { assignee: assigned })),
    candidates: [...candidates],
  };
}

/** Names of the relations among those whom a task is for. */
export function relationsAmong({
  assigneeRelation,
  candidates,
}: TaskPeople): readonly string[] {
  return [
    ...(assigneeRelation === undefined ? [] : [assigneeRelation]),
    ...candidates.filter(isRelationName),
  ];
}
