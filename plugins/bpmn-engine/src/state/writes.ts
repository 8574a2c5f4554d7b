import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Command } from '../command';
import type { ElementRow } from './elementRow';
import type { InstanceRows } from './rows';
import type {
  CompensationRecord,
  Incident,
  Instance,
  Key,
  Wait,
} from './state';
import { storedElement, type StoredElement, type StoredRows } from './stored';
import type { RowsWritten } from './written';

/** Rows to write, and keys of those to remove. */
export interface Writes<Row> {
  readonly put: readonly Row[];
  readonly removed: readonly Key[];
}

/**
 * What a store has to write after a command, and nothing else: what a command only passed through is not among it.
 */
export interface StoredWrites {
  /** Present if it has changed. */
  readonly instance?: Instance;
  /** Bytes of all variables and outputs, as they are now. */
  readonly bytes: number;
  readonly elements: Writes<StoredElement>;
  /** Those of the element instances to remove that may have variables, and those that may have outputs: they go with them. */
  readonly emptied: {
    readonly variables: readonly Key[];
    readonly outputs: readonly Key[];
  };
  readonly variables: NonNullable<StoredRows['variables']>;
  readonly outputs: NonNullable<StoredRows['outputs']>;
  readonly waits: Writes<Wait>;
  readonly incidents: Writes<Incident>;
  readonly compensations: Writes<CompensationRecord>;
  /** Commands that are held from now on, after those that were; and whether those are gone. */
  readonly held: {
    readonly isCleared: boolean;
    readonly added: readonly Command[];
  };
}

/** What a view has written since this was last asked; the view has to note it (`notesWrites`). */
export function takeWrites(rows: InstanceRows): StoredWrites {
  const written = rows.takeWritten();
  const elements = elementWrites(rows, written);
  const { variables, outputs } = written.emptied;
  return {
    ...(written.isInstanceWritten && { instance: rows.instanceRow }),
    bytes: rows.bytes,
    elements,
    emptied: {
      variables: elements.removed.filter(key => variables.has(key)),
      outputs: elements.removed.filter(key => outputs.has(key)),
    },
    variables: partsOf(
      written.variables,
      rows.variables,
      (scopeKey, name, value) => ({
        scopeKey,
        name,
        value,
      }),
    ),
    outputs: partsOf(
      written.outputs,
      rows.outputs,
      (key, loopCounter, value) => ({
        key,
        loopCounter,
        value,
      }),
    ),
    waits: rowWrites(written.waits, key => rows.waits.get(key)),
    incidents: rowWrites(written.incidents, key => rows.incidents.get(key)),
    compensations: compensationWrites(rows, written),
    held: { isCleared: written.isHeldCleared, added: written.held },
  };
}

function elementWrites(
  rows: InstanceRows,
  { elements, joins }: RowsWritten,
): Writes<StoredElement> {
  const put: StoredElement[] = [];
  const removed: Key[] = [];
  for (const [key, before] of elements) {
    const row = rows.elements.get(key);
    if (!row) {
      if (before) {
        removed.push(key);
      }
    } else if (joins.has(key) || !before || !isSame(before, row)) {
      put.push(storedElement(rows, key)!);
    }
  }
  return { put, removed };
}

function isSame(before: ElementRow, row: ElementRow): boolean {
  return (
    before.lifecycle === row.lifecycle &&
    before.children === row.children &&
    before.tokens === row.tokens &&
    before.elementId === row.elementId &&
    before.queued === row.queued &&
    before.isSatisfied === row.isSatisfied &&
    before.loop?.started === row.loop?.started &&
    before.loop?.completed === row.loop?.completed &&
    before.loop?.terminated === row.loop?.terminated &&
    before.loop?.bytes === row.loop?.bytes
  );
}

function partsOf<Name, Part>(
  written: ReadonlyMap<Key, ReadonlySet<Name>>,
  rows: ReadonlyMap<Key, ReadonlyMap<Name, JsonValue>>,
  make: (key: Key, name: Name, value: JsonValue) => Part,
): readonly Part[] {
  return Array.from(written).flatMap(([key, names]) => {
    const values = rows.get(key);
    return values
      ? Array.from(names, name => make(key, name, values.get(name)!))
      : [];
  });
}

function rowWrites<Row>(
  written: ReadonlyMap<Key, boolean>,
  find: (key: Key) => Row | undefined,
): Writes<Row> {
  const put: Row[] = [];
  const removed: Key[] = [];
  for (const [key, wasThere] of written) {
    const row = find(key);
    if (row) {
      put.push(row);
    } else if (wasThere) {
      removed.push(key);
    }
  }
  return { put, removed };
}

function compensationWrites(
  rows: InstanceRows,
  { compensations }: RowsWritten,
): Writes<CompensationRecord> {
  if (compensations.size === 0) {
    return { put: [], removed: [] };
  }
  const now = new Map<Key, CompensationRecord>();
  for (const records of rows.compensations.values()) {
    for (const record of records) {
      if (compensations.has(record.key)) {
        now.set(record.key, record);
      }
    }
  }
  return rowWrites(compensations, key => now.get(key));
}
