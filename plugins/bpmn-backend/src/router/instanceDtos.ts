import type {
  HistoryEntry,
  InstanceQuery,
  ProcessInstance,
  VariableChange,
  Wait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  HistoryRow,
  InstanceRow,
  VariableChangeRow,
  WaitRow,
} from '../store/instances';
import { isoTime, optionalEpoch } from './page';

/** An instance as it is sent. */
export function toInstance(row: InstanceRow): ProcessInstance {
  const { businessKey, endedAt, caller } = row;
  return {
    id: row.id,
    processId: row.processId,
    processDefinitionId: row.definitionId,
    version: row.version,
    ownerRef: row.ownerRef,
    state: row.state,
    revision: row.revision,
    startedBy: row.startedBy,
    startedAt: isoTime(row.startedAt),
    incidentCount: row.incidentCount,
    hasOpenTasks: row.hasOpenTasks,
    elementCount: row.elementCount,
    rootKey: row.rootKey,
    ...(businessKey !== undefined && { businessKey }),
    ...(endedAt !== undefined && { endedAt: isoTime(endedAt) }),
    ...(caller && { callerInstanceId: caller.instanceId }),
  };
}

/** A command of the history as it is sent. */
export function toHistoryEntry({
  at,
  changes,
  ...row
}: HistoryRow): HistoryEntry {
  return { ...row, at: isoTime(at), changes: JSON.parse(changes) };
}

/** What stands for a value that nobody is to see. */
const REDACTED = { $redacted: true };

/** A value of a variable as it is sent: sensitive ones were never written down. */
export function toVariableChange({
  at,
  value,
  hash,
  size,
  ...row
}: VariableChangeRow): VariableChange {
  const isLarge = hash !== undefined;
  const shown = value === undefined ? REDACTED : JSON.parse(value);
  return {
    ...row,
    at: isoTime(at),
    ...(isLarge ? { sha256: hash, size } : { value: shown }),
  };
}

/** A wait as it is sent. */
export function toWait({ dueAt, ...wait }: WaitRow): Wait {
  return { ...wait, ...(dueAt !== undefined && { dueAt: isoTime(dueAt) }) };
}

/** A search with times as they are stored. */
export function withTimes({
  startedAfter,
  startedBefore,
  endedAfter,
  endedBefore,
  ...query
}: InstanceQuery) {
  return {
    ...query,
    startedAfter: optionalEpoch(startedAfter),
    startedBefore: optionalEpoch(startedBefore),
    endedAfter: optionalEpoch(endedAfter),
    endedBefore: optionalEpoch(endedBefore),
  };
}
