import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { StateChange } from './change';
import type { ElementRow } from './elementRow';
import { jsonBytes } from './jsonBytes';
import { canMove, isFinal } from './lifecycle';
import { append, entry, remove, type InstanceRows } from './rows';
import type { Key, LoopProgress } from './state';

type Applier = {
  readonly [Type in StateChange['type']]: (
    rows: InstanceRows,
    change: Extract<StateChange, { type: Type }>,
  ) => void;
};

/** Says nothing about the present: history only. */
const remembered = () => {};

const appliers: Applier = {
  instanceStarted(rows, { instanceId, processId, rootKey, ...rest }) {
    const { businessKey, isCalled } = rest;
    noteInstance(rows);
    rows.instanceRow = {
      id: instanceId,
      processId,
      rootKey,
      state: 'active',
      ...(businessKey !== undefined && { businessKey }),
      ...(isCalled && { isCalled }),
    };
  },

  elementEntered(rows, change) {
    const { key, elementId, scopeKey, loopCounter, cause } = change;
    const row: ElementRow = {
      key,
      elementId,
      scopeKey,
      lifecycle: 'activating',
      children: 0,
      tokens: 0,
      loopCounter,
      cause,
      loop: undefined,
      queued: undefined,
      isSatisfied: undefined,
    };
    rows.written?.element(key, undefined);
    rows.elements.set(key, row);
    if (rows.known !== undefined) {
      markEmpty(rows, key);
    }
    if (scopeKey !== 0) {
      enterScope(rows, row, change.flowIds);
    }
  },

  lifecycleMoved(rows, { key, to }) {
    const row = existing(rows, key);
    if (!canMove(row.lifecycle, to)) {
      throw new Error(
        `Expected ${row.elementId} (${key}) to move on from ${row.lifecycle}, but it was told to be ${to}`,
      );
    }
    row.lifecycle = to;
    if (isFinal(to)) {
      leaveScope(rows, row, to as 'completed' | 'terminated');
    }
  },

  loopStarted(rows, { key, total }) {
    existing(rows, key).loop = {
      total,
      started: 0,
      completed: 0,
      terminated: 0,
    };
  },

  elementsQueued(rows, { key, elementIds }) {
    existing(rows, key).queued = elementIds;
  },

  completionConditionMet(rows, { key }) {
    existing(rows, key).isSatisfied = true;
  },

  loopOutputCollected(rows, { key, loopCounter, value }) {
    const outputs = entry(rows.outputs, key, () => new Map());
    const grown = jsonBytes(value) - bytesAt(outputs, loopCounter);
    const { loop } = existing(rows, key);
    outputs.set(loopCounter, value);
    if (loop) {
      (loop as Progress).bytes = (loop.bytes ?? 0) + grown;
      rows.bytes += grown;
    }
    rows.written?.part(rows.written.outputs, key, [loopCounter]);
  },

  sequenceFlowTaken(rows, { scopeKey, flowId, joinId }) {
    existing(rows, scopeKey).tokens++;
    if (joinId !== undefined) {
      rows.written?.joins.add(scopeKey);
      const joins = entry(rows.tokens, scopeKey, () => new Map());
      const flows = entry(joins, joinId, () => new Map<string, number>());
      flows.set(flowId, (flows.get(flowId) ?? 0) + 1);
    }
  },

  tokensConsumed(rows, { scopeKey, joinId, flowIds }) {
    consumeTokens(rows, existing(rows, scopeKey), { joinId, flowIds });
  },

  gatewayReset(rows, { scopeKey, elementId, usedFlowIds }) {
    rows.written?.joins.add(existing(rows, scopeKey).key);
    const gateways = entry(rows.resets, scopeKey, () => new Map());
    if (usedFlowIds) {
      gateways.set(elementId, usedFlowIds);
    } else {
      gateways.delete(elementId);
    }
  },

  variablesSet(rows, { scopeKey, variables }) {
    const scope = entry(rows.variables, scopeKey, () => new Map());
    const names = Object.keys(variables);
    for (const name of names) {
      rows.bytes += jsonBytes(variables[name]) - bytesAt(scope, name);
      scope.set(name, variables[name]);
    }
    rows.written?.part(rows.written.variables, scopeKey, names);
  },

  waitOpened(rows, { wait }) {
    noteRow(rows, 'waits', wait.key);
    rows.putWait(wait);
    rows.markLoaded({ rows: 'wait', of: wait.key });
  },

  waitChanged(rows, { wait }) {
    noteRow(rows, 'waits', wait.key);
    rows.putWait(wait);
  },

  waitClosed(rows, { waitKey }) {
    noteRow(rows, 'waits', waitKey);
    rows.dropWait(rows.waits.get(waitKey)!);
    rows.markLoaded({ rows: 'wait', of: waitKey });
  },

  incidentRaised(rows, { incident }) {
    noteRow(rows, 'incidents', incident.key);
    rows.putIncident(incident);
    rows.markLoaded({ rows: 'incident', of: incident.key });
  },

  incidentResolved(rows, { incidentKey, elementInstanceKey }) {
    noteRow(rows, 'incidents', incidentKey);
    rows.incidents.delete(incidentKey);
    remove(rows.incidentKeys, elementInstanceKey, incidentKey);
    rows.markLoaded({ rows: 'incident', of: incidentKey });
  },

  compensationRecorded(rows, { record }) {
    const { written } = rows;
    written?.row(written.compensations, record.key, false);
    append(rows.compensations, record.scopeKey, record);
  },

  compensationDropped(rows, { recordKey, scopeKey }) {
    const { written } = rows;
    written?.row(written.compensations, recordKey, true);
    const records = rows.compensations.get(scopeKey)!;
    // It is nearly always the last one.
    const index = records.findLastIndex(({ key }) => key === recordKey);
    records.splice(index, 1);
    if (records.length === 0) {
      rows.compensations.delete(scopeKey);
    }
  },

  messageThrown: remembered,
  signalThrown: remembered,
  errorThrown: remembered,
  escalationThrown: remembered,
  expressionWarned: remembered,
  commandDropped: remembered,

  instanceSuspended(rows) {
    noteInstance(rows);
    rows.instanceRow = { ...rows.instanceRow!, state: 'suspended' };
  },

  instanceResumed(rows) {
    noteInstance(rows);
    rows.instanceRow = { ...rows.instanceRow!, state: 'active' };
    clearHeld(rows);
  },

  commandHeld(rows, { command }) {
    rows.written?.held.push(command);
    rows.held.push(command);
  },

  instanceMigrated(rows, { processId }) {
    noteInstance(rows);
    rows.instanceRow = { ...rows.instanceRow!, processId };
  },

  elementMigrated(rows, { key, to }) {
    existing(rows, key).elementId = to;
  },

  instanceEnded(rows, { state }) {
    noteInstance(rows);
    rows.instanceRow = { ...rows.instanceRow!, state };
    rows.compensations.clear();
    clearHeld(rows);
  },
};

/**
 * Writes one change into the rows: the only place that does. Throws an Error if the change cannot follow from the rows, which is a
 * bug of the engine.
 */
export function apply(rows: InstanceRows, change: StateChange): void {
  (appliers[change.type] as (rows: InstanceRows, change: StateChange) => void)(
    rows,
    change,
  );
}

/** Bytes of a value, if there is one. */
function bytesAt<Name>(values: Map<Name, JsonValue>, name: Name): number {
  const value = values.get(name);
  return value === undefined ? 0 : jsonBytes(value);
}

/** The row of an element instance that runs. A partial view says so if it is not loaded. */
function existing(rows: InstanceRows, key: Key): ElementRow {
  const row = rows.elements.get(key);
  if (row === undefined) {
    rows.elementInstance(key);
    throw new Error(`Expected element instance ${key} to run, but it does not`);
  }
  rows.written?.element(key, row);
  return row;
}

function noteRow(
  rows: InstanceRows,
  kind: 'waits' | 'incidents',
  key: Key,
): void {
  const { written } = rows;
  written?.row(written[kind], key, rows[kind].has(key));
}

function noteInstance({ written }: InstanceRows): void {
  if (written) {
    written.isInstanceWritten = true;
  }
}

function clearHeld(rows: InstanceRows): void {
  const { written } = rows;
  rows.held = [];
  if (written) {
    written.isHeldCleared = true;
    written.held = [];
  }
}

function enterScope(
  rows: InstanceRows,
  { key, scopeKey, elementId, loopCounter }: ElementRow,
  flowIds: readonly string[] | undefined,
): void {
  const scope = existing(rows, scopeKey);
  scope.children++;
  const siblings = rows.children.get(scopeKey);
  if (siblings === undefined) {
    rows.children.set(scopeKey, new Set([key]));
  } else {
    siblings.add(key);
  }
  if (flowIds !== undefined) {
    consumeTokens(rows, scope, { joinId: elementId, flowIds });
  }
  if (loopCounter !== undefined) {
    countLoop(scope, 'started');
  }
}

function leaveScope(
  rows: InstanceRows,
  row: ElementRow,
  to: 'completed' | 'terminated',
): void {
  // With the process all of them go.
  rows.bytes = row.scopeKey === 0 ? 0 : rows.bytes - rows.bytesOf(row);
  rows.dropElement(row);
  if (row.scopeKey === 0) {
    return;
  }
  const scope = existing(rows, row.scopeKey);
  scope.children--;
  if (row.loopCounter !== undefined) {
    countLoop(scope, to);
  }
}

function countLoop(
  body: ElementRow,
  what: 'started' | 'completed' | 'terminated',
): void {
  (body.loop as Progress)[what]++;
}

type Progress = { -readonly [F in keyof LoopProgress]: LoopProgress[F] };

function consumeTokens(
  rows: InstanceRows,
  scope: ElementRow,
  { joinId, flowIds }: { joinId: string; flowIds: readonly string[] },
): void {
  scope.tokens -= flowIds.length;
  const joins = rows.tokens.get(scope.key);
  const flows = joins?.get(joinId);
  if (joins === undefined || flows === undefined) {
    return;
  }
  rows.written?.joins.add(scope.key);
  for (const flowId of flowIds) {
    const left = (flows.get(flowId) ?? 0) - 1;
    if (left > 0) {
      flows.set(flowId, left);
    } else {
      flows.delete(flowId);
    }
  }
  if (flows.size === 0) {
    joins.delete(joinId);
  }
}

/** A new element instance has nothing that would have to be loaded. */
function markEmpty(rows: InstanceRows, key: Key): void {
  for (const kind of [
    'elementInstance',
    'childrenOf',
    'variablesOf',
    'waitsOf',
    'tokensIn',
    'incidentsOf',
    'compensationsIn',
    'outputsOf',
  ] as const) {
    rows.markLoaded({ rows: kind, of: key });
  }
}
