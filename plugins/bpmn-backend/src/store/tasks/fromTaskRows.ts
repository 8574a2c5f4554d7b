import type { DecisionRecord, TaskRecord } from './TaskRecord';

/** A user task. */
export function taskOf(row: any): TaskRecord {
  return {
    id: row.id,
    state: row.state,
    instanceId: row.instance_id,
    waitKey: row.key,
    elementInstanceKey: row.element_instance_key,
    definitionId: row.definition_id,
    processId: row.process_id,
    ownerRef: row.owner_ref,
    businessKey: row.business_key ?? undefined,
    elementId: row.element_id,
    name: row.name,
    assignee: row.assignee ?? undefined,
    candidates: JSON.parse(row.candidates),
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
