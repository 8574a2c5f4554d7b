import type { Command } from '../command';
import type { ElementRow } from './elementRow';
import type { Key } from './state';

/**
 * Which rows have been written or removed since it was begun: what a host has to write. What they look like now is in the view; what is
 * not there any more has been removed.
 */
export class RowsWritten {
  /** Whether the row of the process instance itself has been written. */
  isInstanceWritten = false;
  /** Whether the commands that were held so far are gone. */
  isHeldCleared = false;
  /** Commands that are held from now on. */
  held: Command[] = [];
  /** Element instances as they were before; undefined: they were not there. */
  readonly elements = new Map<Key, ElementRow | undefined>();
  /** Scopes whose tokens at joins have been written. */
  readonly joins = new Set<Key>();
  /** Names of variables, by scope. */
  readonly variables = new Map<Key, Set<string>>();
  /** Loop counters of outputs, by the body of their loop. */
  readonly outputs = new Map<Key, Set<number>>();
  /** Element instances that are gone, and that had variables, or were loops with outputs. */
  readonly emptied = { variables: new Set<Key>(), outputs: new Set<Key>() };
  /** Waits, incidents and compensation records, and whether they were there before. */
  readonly waits = new Map<Key, boolean>();
  readonly incidents = new Map<Key, boolean>();
  readonly compensations = new Map<Key, boolean>();

  /** An element instance is about to be written; `row` is as it was so far. */
  element(key: Key, row: ElementRow | undefined): void {
    if (!this.elements.has(key)) {
      this.elements.set(key, row && copyOf(row));
    }
  }

  /** Another variable or output has been written. */
  part<Name>(
    parts: Map<Key, Set<Name>>,
    key: Key,
    names: readonly Name[],
  ): void {
    const known = parts.get(key);
    if (known === undefined) {
      parts.set(key, new Set(names));
    } else {
      names.forEach(name => known.add(name));
    }
  }

  /** A wait, incident or compensation record is about to be written or removed. */
  row(rows: Map<Key, boolean>, key: Key, wasThere: boolean): void {
    if (!rows.has(key)) {
      rows.set(key, wasThere);
    }
  }
}

/** Progress in a loop is written in place. */
function copyOf(row: ElementRow): ElementRow {
  return { ...row, loop: row.loop && { ...row.loop } };
}
