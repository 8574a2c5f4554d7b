import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Command } from '../command';
import type { ElementRow } from './elementRow';
import { entry, type InstanceRows } from './rows';
import type {
  CompensationRecord,
  ElementInstance,
  Incident,
  Instance,
  Key,
  Wait,
} from './state';

/** An element instance with the tokens that wait in it, as one row of a store. */
export interface StoredElement extends ElementInstance {
  /** Numbers of tokens at the joins of a scope, by join and sequence flow. */
  readonly joins?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Complex gateways that wait for late tokens, with the flows whose tokens activated them. */
  readonly resets?: Readonly<Record<string, readonly string[]>>;
}

/** Rows of one process instance as a store keeps them, all or some. Lists are in the order of their keys. */
export interface StoredRows {
  readonly instance?: Instance;
  readonly elements?: readonly StoredElement[];
  readonly variables?: readonly {
    readonly scopeKey: Key;
    readonly name: string;
    readonly value: JsonValue;
  }[];
  readonly waits?: readonly Wait[];
  readonly incidents?: readonly Incident[];
  readonly compensations?: readonly CompensationRecord[];
  readonly outputs?: readonly {
    readonly key: Key;
    readonly loopCounter: number;
    readonly value: JsonValue;
  }[];
  readonly held?: readonly Command[];
  /** Bytes of all variables and outputs, whether they are among these rows or not. */
  readonly bytes?: number;
}

/**
 * Fills a view with rows of a store. A partial view still has to be told what it knows (`markLoaded`): that some rows are not there is known
 * by the host only.
 */
export function loadRows(rows: InstanceRows, stored: StoredRows): void {
  rows.instanceRow = stored.instance ?? rows.instanceRow;
  stored.elements?.forEach(element => loadElement(rows, element));
  stored.variables?.forEach(({ scopeKey, name, value }) =>
    entry(rows.variables, scopeKey, () => new Map()).set(name, value),
  );
  stored.waits?.forEach(wait => rows.putWait(wait));
  stored.incidents?.forEach(incident => rows.putIncident(incident));
  loadCompensations(rows, stored.compensations ?? []);
  stored.outputs?.forEach(({ key, loopCounter, value }) =>
    entry(rows.outputs, key, () => new Map()).set(loopCounter, value),
  );
  rows.held = stored.held ? [...stored.held] : rows.held;
  rows.bytes = stored.bytes ?? rows.bytes;
}

/** All of a scope are loaded together. */
function loadCompensations(
  { compensations }: InstanceRows,
  records: readonly CompensationRecord[],
): void {
  const fresh = new Set<Key>();
  for (const record of records) {
    const { scopeKey } = record;
    if (!fresh.has(scopeKey)) {
      fresh.add(scopeKey);
      compensations.set(scopeKey, []);
    }
    compensations.get(scopeKey)!.push(record);
  }
}

function loadElement(
  rows: InstanceRows,
  { joins, resets, ...element }: StoredElement,
): void {
  const { key, scopeKey, loop } = element;
  rows.elements.set(key, { ...element, loop: loop && { ...loop } });
  if (scopeKey !== 0) {
    entry(rows.children, scopeKey, () => new Set()).add(key);
  }
  if (joins) {
    const byJoin = Object.entries(joins).map(
      ([id, flows]) => [id, new Map(Object.entries(flows))] as const,
    );
    rows.tokens.set(key, new Map(byJoin));
  }
  if (resets) {
    rows.resets.set(key, new Map(Object.entries(resets)));
  }
}

/** An element instance as a store keeps it; undefined if it does not run any more. */
export function storedElement(
  rows: InstanceRows,
  key: Key,
): StoredElement | undefined {
  const row: ElementRow | undefined = rows.elements.get(key);
  if (!row) {
    return undefined;
  }
  const joins = rows.tokens.get(key);
  const resets = rows.resets.get(key);
  return {
    ...row,
    ...(joins &&
      joins.size > 0 && {
        joins: Object.fromEntries(
          Array.from(joins, ([id, flows]) => [id, Object.fromEntries(flows)]),
        ),
      }),
    ...(resets && resets.size > 0 && { resets: Object.fromEntries(resets) }),
  };
}
