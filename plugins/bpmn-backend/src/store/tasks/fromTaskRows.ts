import { isRelationName, type RelationAnswers } from '../relations';
import type { DecisionRecord, TaskRecord } from './TaskRecord';

/** Names of the relations by which a task names people. */
export function relationsOf(row: any): readonly string[] {
  const refs: readonly string[] = JSON.parse(row.candidates);
  const assignedBy = row.assignee === null ? row.assignee_relation : null;
  return [...(assignedBy === null ? [] : [assignedBy]), ...refs].filter(
    isRelationName,
  );
}

/** A user task, with what the catalog has said of the relations by which it names people. */
export function taskOf(row: any, answers: RelationAnswers): TaskRecord {
  const names = relationsOf(row);
  const assignedBy =
    row.assignee === null ? row.assignee_relation ?? undefined : undefined;
  return {
    id: row.id,
    state: row.state,
    instanceId: row.instance_id,
    waitKey: row.key,
    elementInstanceKey: row.element_instance_key,
    definitionId: row.definition_id,
    processId: row.process_id,
    processName: row.process_name || undefined,
    ownerRef: row.owner_ref,
    businessKey: row.business_key ?? undefined,
    elementId: row.element_id,
    name: row.name,
    assignee: row.assignee ?? answers.get(assignedBy)?.people[0],
    ...(assignedBy !== undefined && { assigneeRelation: assignedBy }),
    candidates: candidatesOf(row, answers),
    relations: new Map(
      names.map(name => [name, answers.get(name) ?? { people: [] }]),
    ),
    dueAt: numberOf(row.due_at),
    followUpAt: numberOf(row.follow_up_at),
    priority: row.priority,
    form: row.form === null ? undefined : JSON.parse(row.form),
    createdAt: Number(row.created_at),
    endedAt: numberOf(row.ended_at),
    completedBy: row.completed_by ?? undefined,
    outcome: row.outcome ?? undefined,
  };
}

/** Whom nobody is, is whoever owns the process. */
function candidatesOf(row: any, answers: RelationAnswers): readonly string[] {
  const refs: readonly string[] = JSON.parse(row.candidates);
  const people = refs.flatMap(ref => {
    const answer = isRelationName(ref) ? answers.get(ref) : { people: [ref] };
    return answer?.people.length === 0 ? [row.owner_ref] : answer?.people ?? [];
  });
  return Array.from(new Set(people));
}

/** An answer. */
export function decisionOf(row: any): DecisionRecord {
  return {
    id: row.id,
    at: Number(row.at),
    actor: row.actor,
    channel: row.channel,
    outcome: row.outcome ?? undefined,
    comment: row.comment ?? undefined,
    shownHash: row.shown_hash ?? undefined,
  };
}

function numberOf(value: string | number | null): number | undefined {
  return value === null ? undefined : Number(value);
}
