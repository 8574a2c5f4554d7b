import { InstanceRows } from '../state/rows';
import type { Key } from '../state/state';
import { loadRows, type StoredRows } from '../state/stored';
import type { StoredWrites, Writes } from '../state/writes';

/**
 * A store of one instance that writes what it is told to and nothing else, as JSON text: what a host's tables would hold. Rows come back
 * in the order of their keys.
 */
export class KeptRows {
  private readonly tables = new Map<string, Map<string, string>>();
  private bytes = 0;

  /** Writes what a command has changed. */
  write(writes: StoredWrites): void {
    if (writes.instance) {
      this.put('instance', [0], writes.instance);
    }
    for (const name of ['elements', 'waits', 'incidents'] as const) {
      this.writeTable(name, writes[name]);
    }
    this.writeTable('compensations', writes.compensations);
    for (const name of ['variables', 'outputs'] as const) {
      writes.emptied[name].forEach(key => this.removeParts(name, key));
    }
    writes.variables.forEach(row =>
      this.put('variables', [row.scopeKey, row.name], row),
    );
    writes.outputs.forEach(row =>
      this.put('outputs', [row.key, row.loopCounter], row),
    );
    this.bytes = writes.bytes;
    const held = this.table('held');
    if (writes.held.isCleared) {
      held.clear();
    }
    writes.held.added.forEach(row => this.put('held', [held.size], row));
  }

  /** A view of all that is kept, that notes what is written from now on. */
  load(): InstanceRows {
    const rows = new InstanceRows({ notesWrites: true });
    const [instance] = this.all('instance');
    loadRows(rows, {
      instance,
      elements: this.all('elements'),
      variables: this.all('variables'),
      waits: this.all('waits'),
      incidents: this.all('incidents'),
      compensations: this.all('compensations'),
      outputs: this.all('outputs'),
      held: this.all('held'),
      bytes: this.bytes,
    } as StoredRows);
    return rows;
  }

  /** Names of tables that are not empty. */
  get filled(): readonly string[] {
    return Array.from(this.tables).flatMap(([name, rows]) =>
      rows.size > 0 ? [name] : [],
    );
  }

  private writeTable(
    name: string,
    { put, removed }: Writes<{ readonly key: Key }>,
  ): void {
    put.forEach(row => this.put(name, [row.key], row));
    removed.forEach(key => this.table(name).delete(JSON.stringify([key])));
  }

  private put(
    name: string,
    key: readonly (Key | string)[],
    row: unknown,
  ): void {
    this.table(name).set(JSON.stringify(key), JSON.stringify(row));
  }

  private removeParts(name: string, of: Key): void {
    for (const key of this.table(name).keys()) {
      if (JSON.parse(key)[0] === of) {
        this.table(name).delete(key);
      }
    }
  }

  private all(name: string): any[] {
    return Array.from(this.table(name), ([key, text]) => ({
      key: JSON.parse(key) as Key[],
      row: JSON.parse(text),
    }))
      .sort((a, b) => a.key[0] - b.key[0])
      .map(({ row }) => row);
  }

  private table(name: string): Map<string, string> {
    const rows = this.tables.get(name) ?? new Map<string, string>();
    this.tables.set(name, rows);
    return rows;
  }
}
