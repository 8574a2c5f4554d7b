import type {
  CompensationRecord,
  Incident,
  StoredElement,
  StoredWrites,
  Wait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type {
  InstanceRecord,
  InstanceWrite,
  LedgerRow,
  OutboxRow,
} from './InstanceRecord';
import { storable } from '../storable';
import { FORMAT } from './format';
import { indexed } from './indexed';
import {
  instanceTables,
  type InstanceColumn,
  type TableWrites,
} from './tables';
import { toInt4 } from './toInt4';
import { toTaskTables } from './toTaskTables';

/** Stands for senders besides the owner. Which, is in the wait itself. */
export const ANY_SENDER = '*';

/** The columns of a process instance's own row. */
export function instanceRow(
  record: InstanceRecord,
): Readonly<Record<InstanceColumn, unknown>> {
  return {
    format: FORMAT,
    definition_id: record.definitionId,
    process_key: record.processKey,
    process_id: record.processId,
    owner_ref: record.ownerRef,
    state: record.state,
    revision: record.revision,
    last_key: record.lastKey,
    root_key: record.rootKey,
    element_count: record.elementCount,
    incident_count: record.incidentCount,
    variable_bytes: record.variableBytes,
    business_key: record.businessKey ?? null,
    started_by: record.startedBy,
    started_at: record.startedAt,
    ended_at: record.endedAt ?? null,
    remove_at: record.removeAt ?? null,
    caller_instance_id: record.caller?.instanceId ?? null,
    caller_wait_key: record.caller?.waitKey ?? null,
  };
}

/** What a command writes, table by table. */
export function toTables(
  write: InstanceWrite,
): Readonly<Record<keyof typeof instanceTables, TableWrites>> {
  return {
    ...stateTables(write),
    ...recordTables(write),
    ...toTaskTables(write),
  };
}

/** What the instance is now. */
function stateTables(write: InstanceWrite) {
  const {
    record: { revision, rootKey },
    rows: {
      elements,
      emptied,
      variables,
      outputs,
      incidents,
      compensations,
      held,
    },
    at,
  } = write;
  return {
    ...waitTables(write),
    elements: { put: elements.put.map(elementRow), removed: elements.removed },
    variables: {
      put: variables.map(variableRow),
      // Those of the process stay, for whoever wants to know how it ended.
      removed: emptied.variables.filter(key => key !== rootKey),
    },
    outputs: { put: outputs.map(outputRow), removed: emptied.outputs },
    incidents: {
      put: incidents.put.map(incident => incidentRow(incident, at)),
      removed: incidents.removed,
    },
    compensations: {
      put: compensations.put.map(compensationRow),
      removed: compensations.removed,
    },
    // Nothing but one command is held by one revision, so that orders them.
    held: {
      put: held.added.map(command => [revision, JSON.stringify(command)]),
      removed: held.isCleared ? [revision] : [],
    },
  };
}

/** What it waits for. */
function waitTables({
  record: { ownerRef, state },
  rows: { waits },
  at,
  waitsSuspended = [],
}: InstanceWrite) {
  const suspendedAt = state === 'suspended' ? at : null;
  return {
    waits: {
      put: waits.put.map(wait => waitRow(wait, { at, ownerRef, suspendedAt })),
      removed: waits.removed,
    },
    waitsSuspended: {
      put: waitsSuspended.map(key => [key, suspendedAt]),
      removed: [],
    },
  };
}

/** What has happened to it, and what is to be told. */
function recordTables({
  record: { revision },
  at,
  actor,
  changes,
  ledger,
  outbox,
}: InstanceWrite) {
  return {
    history: { put: [[revision, at, actor, changes]], removed: [] },
    ledger: {
      put: ledger.map((row, position) => [
        revision,
        position,
        ...ledgerRow(row),
      ]),
      removed: [],
    },
    outbox: {
      put: outbox.map(outboxRow),
      removed: [],
    },
  };
}

function outboxRow(row: OutboxRow): readonly unknown[] {
  return [
    row.id,
    row.kind,
    row.dueAt,
    row.topic === undefined ? null : indexed(row.topic),
    row.correlationKey === undefined ? null : indexed(row.correlationKey),
    row.senderRef ?? null,
    row.waitKey ?? null,
    row.expiresAt ?? null,
    row.details,
  ];
}

function variableRow({
  scopeKey,
  name,
  value,
}: StoredWrites['variables'][number]): readonly unknown[] {
  return [scopeKey, name, JSON.stringify(value)];
}

function outputRow({
  key,
  loopCounter,
  value,
}: StoredWrites['outputs'][number]): readonly unknown[] {
  return [key, loopCounter, JSON.stringify(value)];
}

function compensationRow(record: CompensationRecord): readonly unknown[] {
  return [record.key, record.scopeKey, JSON.stringify(record)];
}

function ledgerRow({
  scopeKey,
  name,
  value,
  hash,
  size,
}: LedgerRow): readonly unknown[] {
  return [scopeKey, name, value ?? null, hash ?? null, size ?? null];
}

function elementRow(element: StoredElement): readonly unknown[] {
  const {
    key,
    elementId,
    scopeKey,
    lifecycle,
    children,
    tokens,
    loopCounter,
    ...details
  } = element;
  const text = JSON.stringify(details);
  return [
    key,
    elementId,
    scopeKey,
    lifecycle,
    children,
    tokens,
    loopCounter ?? null,
    text === '{}' ? null : text,
  ];
}

function waitRow(
  wait: Wait,
  {
    at,
    ownerRef,
    suspendedAt,
  }: {
    readonly at: number;
    readonly ownerRef: string;
    readonly suspendedAt: number | null;
  },
): readonly unknown[] {
  const { topic, correlationKey, dueAt, priority } = indexOf(wait, at);
  return [
    wait.key,
    wait.elementInstanceKey,
    wait.kind,
    topic === undefined ? null : indexed(topic),
    correlationKey === undefined ? null : indexed(correlationKey),
    senderOf(wait, ownerRef),
    dueAt ?? null,
    toInt4(priority ?? 0),
    wait.kind === 'job' ? ownerRef : null,
    suspendedAt,
    JSON.stringify(wait),
  ];
}

interface WaitIndex {
  readonly topic?: string;
  readonly correlationKey?: string;
  readonly dueAt?: number;
  readonly priority?: number;
}

/** What a wait is found by. */
function indexOf(wait: Wait, at: number): WaitIndex {
  switch (wait.kind) {
    case 'job':
      return {
        topic: wait.type,
        // First come, first served.
        dueAt: wait.notBefore ?? at,
        priority: wait.priority,
      };
    case 'userTask':
      return { priority: wait.priority };
    case 'timer':
      return { dueAt: wait.dueAt };
    case 'message':
      return { topic: wait.name, correlationKey: wait.correlationKey };
    case 'signal':
      return { topic: wait.name };
    case 'childInstance':
      return { topic: wait.processId };
    case 'condition':
      return {};
    default:
      throw new Error(`Unknown kind of wait ${wait satisfies never}`);
  }
}

/** Who may send what is waited for: most processes hear their owner alone. */
function senderOf(wait: Wait, ownerRef: string): string | null {
  if (wait.kind !== 'message' && wait.kind !== 'signal') {
    return null;
  }
  return wait.accepts?.length ? ANY_SENDER : ownerRef;
}

function incidentRow(incident: Incident, at: number): readonly unknown[] {
  const { key, elementInstanceKey, elementId, kind, message } = incident;
  return [
    key,
    elementInstanceKey,
    elementId,
    kind,
    at,
    storable(message),
    JSON.stringify(incident),
  ];
}
