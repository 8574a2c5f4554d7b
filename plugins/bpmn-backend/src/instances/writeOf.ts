import { processIdKey } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  takeWrites,
  type Key,
  type ProcessDefinition,
  type StateChange,
  type StoredWrites,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type {
  InstanceRecord,
  InstanceWrite,
  LoadedInstance,
} from '../store/instances';
import { historyOf, ledgerOf } from './historyOf';
import { outboxOf } from './outboxOf';
import type { Redaction } from './redaction';
import { removeAtOf } from './removeAt';
import { suspendedWaitsOf } from './suspendedWaitsOf';
import { tasksOf } from './tasksOf';

interface Stepped {
  readonly loaded: LoadedInstance;
  readonly changes: readonly StateChange[];
  readonly lastKey: Key;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actor: string;
  readonly redaction: Redaction;
  /** The version that the instance runs on now. */
  readonly definition: ProcessDefinition;
  readonly settles?: string;
  readonly lease?: InstanceWrite['lease'];
  readonly task?: InstanceWrite['task'];
  readonly targetId?: string;
}

/** Everything that a command writes. */
export function writeOf({
  loaded,
  changes,
  at,
  redaction,
  definition,
  ...stepped
}: Stepped): InstanceWrite {
  const { actor, settles, lease, task } = stepped;
  const rows = cleaned(takeWrites(loaded.rows), redaction);
  const record = recordAfter({ loaded, changes, at, definition, ...stepped });
  const { waits } = rows;
  const tasks = tasksOf({ changes, waits, loaded, definition, task });
  const waitsSuspended = suspendedWaitsOf(changes, loaded.rows, waits);
  return {
    record,
    rows:
      record.endedAt === undefined ? rows : withResult(rows, record, changes),
    at,
    actor,
    changes: historyOf(changes, redaction),
    ledger: ledgerOf(changes, redaction),
    outbox: outboxOf(changes, record, at),
    ...(settles !== undefined && { settles }),
    ...(lease && { lease }),
    ...(waitsSuspended && { waitsSuspended }),
    ...(tasks && { tasks }),
    ...(task && { task }),
  };
}

function recordAfter({
  loaded: { record, rows: view },
  changes,
  lastKey,
  at,
  targetId,
  definition,
}: Omit<Stepped, 'redaction'>): InstanceRecord {
  const { state, rootKey, processId } = view.instanceRow!;
  const isOver = state === 'completed' || state === 'terminated';
  return {
    ...record,
    state,
    rootKey,
    processId,
    processKey: processIdKey(processId),
    ...(targetId && { definitionId: targetId }),
    revision: record.revision + 1,
    lastKey,
    elementCount: isOver ? 0 : record.elementCount + netEntered(changes),
    incidentCount: record.incidentCount + netRaised(changes),
    variableBytes: view.bytes,
    ...(isOver && { endedAt: at, removeAt: removeAtOf(definition, at) }),
  };
}

/** What is wrong is shown to people, as history is. */
function cleaned(rows: StoredWrites, { clean }: Redaction): StoredWrites {
  const { put, removed } = rows.incidents;
  return put.length === 0
    ? rows
    : {
        ...rows,
        incidents: {
          put: put.map(incident => ({
            ...incident,
            message: clean(incident.message),
          })),
          removed,
        },
      };
}

/** What the process has set last is what it leaves behind, though its scope is gone. */
function withResult(
  rows: StoredWrites,
  { rootKey }: InstanceRecord,
  changes: readonly StateChange[],
): StoredWrites {
  const last = new Map<string, StoredWrites['variables'][number]>();
  for (const change of changes) {
    if (change.type === 'variablesSet' && change.scopeKey === rootKey) {
      for (const [name, value] of Object.entries(change.variables)) {
        last.set(name, { scopeKey: rootKey, name, value });
      }
    }
  }
  return { ...rows, variables: [...rows.variables, ...last.values()] };
}

/** How many more element instances run than before. */
function netEntered(changes: readonly StateChange[]): number {
  let net = 0;
  for (const change of changes) {
    if (change.type === 'elementEntered') {
      net++;
    } else if (
      change.type === 'lifecycleMoved' &&
      (change.to === 'completed' || change.to === 'terminated')
    ) {
      net--;
    }
  }
  return net;
}

/** How many more incidents there are than before. */
function netRaised(changes: readonly StateChange[]): number {
  let net = 0;
  for (const { type } of changes) {
    if (type === 'incidentRaised') {
      net++;
    } else if (type === 'incidentResolved') {
      net--;
    }
  }
  return net;
}
