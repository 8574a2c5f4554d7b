import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Command } from '../command';
import type { ElementRow } from '../state/elementRow';
import { entry, InstanceRows } from '../state/rows';
import type {
  CompensationRecord,
  Incident,
  Instance,
  Key,
  Variables,
  Wait,
} from '../state/state';

/** The rows of a process instance as plain JSON data, as a store would keep them. */
export interface RowsJson {
  readonly instance?: Instance;
  readonly elements: readonly ElementRow[];
  readonly variables: readonly (readonly [Key, Variables])[];
  readonly waits: readonly Wait[];
  readonly tokens: readonly (readonly [Key, string, string, number])[];
  readonly resets: readonly (readonly [Key, string, readonly string[]])[];
  readonly incidents: readonly Incident[];
  readonly compensations: readonly CompensationRecord[];
  readonly outputs: readonly (readonly [Key, number, JsonValue])[];
  readonly held: readonly Command[];
  readonly bytes: number;
}

/** Everything that rows hold, without what is empty. */
export function rowsToJson(rows: InstanceRows): RowsJson {
  return {
    instance: rows.instanceRow,
    elements: Array.from(rows.elements.values(), copyOfRow),
    variables: Array.from(rows.variables, ([key, scope]) => [
      key,
      Object.fromEntries(scope),
    ]),
    waits: Array.from(rows.waits.values()),
    tokens: Array.from(rows.tokens).flatMap(([key, joins]) =>
      Array.from(joins).flatMap(([join, flows]) =>
        Array.from(flows, ([id, n]) => [key, join, id, n] as const),
      ),
    ),
    resets: Array.from(rows.resets).flatMap(([key, ids]) =>
      Array.from(ids, ([id, flowIds]) => [key, id, flowIds] as const),
    ),
    incidents: Array.from(rows.incidents.values()),
    compensations: Array.from(rows.compensations.values()).flat(),
    outputs: Array.from(rows.outputs).flatMap(([key, values]) =>
      Array.from(values, ([counter, value]) => [key, counter, value] as const),
    ),
    held: rows.held,
    bytes: rows.bytes,
  };
}

/** An element instance of its own: its progress in a loop is written in place. */
export function copyOfRow(row: ElementRow): ElementRow {
  return { ...row, loop: row.loop && { ...row.loop } };
}

/** Rows as they were when they were written. */
export function rowsFromJson(json: RowsJson): InstanceRows {
  const rows = new InstanceRows();
  rows.instanceRow = json.instance;
  for (const row of json.elements) {
    rows.elements.set(row.key, copyOfRow(row));
    if (row.scopeKey !== 0) {
      entry(rows.children, row.scopeKey, () => new Set()).add(row.key);
    }
  }
  json.variables.forEach(([key, scope]) =>
    rows.variables.set(key, new Map(Object.entries(scope))),
  );
  json.waits.forEach(wait => rows.putWait(wait));
  for (const [key, join, id, count] of json.tokens) {
    const joins = entry(rows.tokens, key, () => new Map());
    entry(joins, join, () => new Map()).set(id, count);
  }
  json.resets.forEach(([key, id, flowIds]) =>
    entry(rows.resets, key, () => new Map()).set(id, flowIds),
  );
  for (const incident of json.incidents) {
    rows.incidents.set(incident.key, incident);
    entry(rows.incidentKeys, incident.elementInstanceKey, () => []).push(
      incident.key,
    );
  }
  json.compensations.forEach(record =>
    entry(rows.compensations, record.scopeKey, () => []).push(record),
  );
  json.outputs.forEach(([key, counter, value]) =>
    entry(rows.outputs, key, () => new Map()).set(counter, value),
  );
  rows.held = [...json.held];
  rows.bytes = json.bytes;
  return rows;
}
