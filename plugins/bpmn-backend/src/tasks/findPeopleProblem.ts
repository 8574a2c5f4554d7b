import {
  MANAGER_ANNOTATION,
  readPeopleRelation,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { RelationAnswer } from '../store/relations';
import type { TaskRecord } from '../store/tasks';

/** Why an open task is not for those whom its process means; undefined: it is for them, or somebody has it. */
export function findPeopleProblem({
  state,
  assignee,
  relations,
}: TaskRecord): string | undefined {
  if (state !== 'open' || assignee !== undefined) {
    return undefined;
  }
  const problems = [...relations]
    .filter(([, { people }]) => people.length === 0)
    .map(([name, answer]) => problemOf(name, answer));
  return problems.length === 0 ? undefined : problems.join(' ');
}

function problemOf(name: string, { lookedUpAt }: RelationAnswer): string {
  const relation = readPeopleRelation(name);
  if (relation?.of === undefined) {
    const kind = relation?.kind ?? 'owner';
    return `Expected the ref of an entity after "${kind} of", but found none. Reassign the task, and correct the process.`;
  }
  const { kind, of } = relation;
  if (lookedUpAt === undefined) {
    return `Expected the catalog to say who is the ${kind} of ${of}, but it has not answered yet. Wait a moment, or reassign the task.`;
  }
  const remedy =
    kind === 'owner'
      ? 'Add an owner to it'
      : `Add the annotation ${MANAGER_ANNOTATION} to it, or to a group that it is in`;
  return `Expected somebody who is the ${kind} of ${of}, but the catalog names nobody. ${remedy}, or reassign the task.`;
}
