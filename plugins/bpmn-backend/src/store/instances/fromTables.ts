import type { ProcessInstanceState } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  Command,
  CompensationRecord,
  Incident,
  Instance,
  Lifecycle,
  StoredElement,
  Wait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { InstanceRecord } from './InstanceRecord';

/** A row as both databases give it, numbers as numbers. */
export type Row = Readonly<Record<string, any>>;

/** The row of a process instance. */
export function recordOf(row: Row): InstanceRecord {
  return {
    id: row.id,
    definitionId: row.definition_id,
    processKey: row.process_key,
    processId: row.process_id,
    ownerRef: row.owner_ref,
    state: row.state as ProcessInstanceState,
    revision: row.revision,
    lastKey: row.last_key,
    rootKey: row.root_key,
    elementCount: row.element_count,
    incidentCount: row.incident_count,
    variableBytes: row.variable_bytes,
    businessKey: row.business_key ?? undefined,
    startedBy: row.started_by,
    startedAt: Number(row.started_at),
    endedAt: row.ended_at === null ? undefined : Number(row.ended_at),
    removeAt: row.remove_at === null ? undefined : Number(row.remove_at),
    caller:
      row.caller_instance_id === null
        ? undefined
        : { instanceId: row.caller_instance_id, waitKey: row.caller_wait_key },
  };
}

/** What the engine sees of it. */
export function instanceOf({
  id,
  processId,
  state,
  rootKey,
  businessKey,
  caller,
}: InstanceRecord): Instance {
  return {
    id,
    processId,
    rootKey,
    state,
    ...(businessKey !== undefined && { businessKey }),
    ...(caller && { isCalled: true }),
  };
}

/** An element instance. */
export function elementOf(row: Row): StoredElement {
  return {
    key: row.key,
    elementId: row.element_id,
    scopeKey: row.scope_key,
    lifecycle: row.lifecycle as Lifecycle,
    children: row.children,
    tokens: row.tokens,
    loopCounter: row.loop_counter ?? undefined,
    ...(row.details !== null && JSON.parse(row.details)),
  };
}

/** A variable. */
export const variableOf = (row: Row) => ({
  scopeKey: row.scope_key as number,
  name: row.name as string,
  value: JSON.parse(row.value),
});

/** An output of a multi-instance activity. */
export const outputOf = (row: Row) => ({
  key: row.key as number,
  loopCounter: row.loop_counter as number,
  value: JSON.parse(row.value),
});

/** What is kept as JSON as a whole. */
export const waitOf = (row: Row): Wait => JSON.parse(row.details);
export const incidentOf = (row: Row): Incident => JSON.parse(row.details);
export const compensationOf = (row: Row): CompensationRecord =>
  JSON.parse(row.details);
export const heldOf = (row: Row): Command => JSON.parse(row.details);
