import type {
  HistoryEntry,
  InstanceQuery,
  ProcessInstance,
  Wait,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { HistoryRow, InstanceRow, WaitRow } from '../store/instances';
import { isoTime } from './page';

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

/** A wait as it is sent. */
export function toWait({ dueAt, ...wait }: WaitRow): Wait {
  return { ...wait, ...(dueAt !== undefined && { dueAt: isoTime(dueAt) }) };
}

const timeOf = (text: string | undefined) =>
  text === undefined ? undefined : Date.parse(text);

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
    startedAfter: timeOf(startedAfter),
    startedBefore: timeOf(startedBefore),
    endedAfter: timeOf(endedAfter),
    endedBefore: timeOf(endedBefore),
  };
}
