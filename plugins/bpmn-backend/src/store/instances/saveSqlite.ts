import type { PreparedDatabase } from '../driver';
import type { InstanceWrite } from './InstanceRecord';
import {
  insertInstance,
  instanceValues,
  onConflict,
  tables,
  updateInstance,
} from './statements';
import type { InstanceTable, TableWrites } from './tables';
import { toTables } from './toTables';

/**
 * Writes what commands to different instances have changed: a few prepared statements each, in one transaction. Gives false for each where
 * somebody else was first.
 */
export function saveSqlite(
  database: PreparedDatabase,
  writes: readonly InstanceWrite[],
): readonly boolean[] {
  let saved: readonly boolean[] = [];
  database.transact(() => {
    saved = writes.map(write => {
      const steps = save(database, write);
      let step = steps.next();
      while (!step.done) {
        step = steps.next();
      }
      return step.value;
    });
    return saved.includes(true);
  });
  return saved;
}

/** Writes what a command has changed that changes much: others have their turn in between. */
export function saveLargeSqlite(
  database: PreparedDatabase,
  write: InstanceWrite,
): Promise<boolean> {
  return database.transactInSteps(() => save(database, write));
}

/** In steps of a few rows. */
function* save(
  database: PreparedDatabase,
  write: InstanceWrite,
): Generator<void, boolean, void> {
  const { settles, record } = write;
  if (!isUnsettled(database, settles) || !saveInstance(database, write)) {
    return false;
  }
  if (settles !== undefined) {
    database.run('delete from outbox where id = ?', settles);
  }
  const written = toTables(write);
  for (const [name] of tables) {
    yield* saveTable(database, name, { id: record.id, ...written[name] });
  }
  return true;
}

function isUnsettled(
  database: PreparedDatabase,
  settles: string | undefined,
): boolean {
  return (
    settles === undefined ||
    database.all('select 1 from outbox where id = ?', settles).length === 1
  );
}

const named = (name: string) => `@${name}`;

const INSERT = insertInstance(named, { settles: false });

/** Conditions that do not matter to a command are not asked for. */
const updates = [false, true].map(isLeased =>
  [false, true].map(meansTask =>
    updateInstance(named, { isLeased, meansTask, settles: false }),
  ),
);

function saveInstance(
  database: PreparedDatabase,
  write: InstanceWrite,
): boolean {
  const { record, lease, task } = write;
  const update =
    updates[Number(lease !== undefined)][Number(task !== undefined)];
  const sql = record.revision === 1 ? INSERT : update;
  return database.run(sql, instanceValues(write)) === 1;
}

/** Most rows in one statement. */
const TOGETHER = 16;

/** Texts by table: how a row is removed, and how so many rows are added. */
const removals = new Map(
  tables.map(([name, table]) => [name, removalOf(table)]),
);
const additions = new Map(
  tables.map(([name, table]) => [
    name,
    Array.from({ length: table.sets ? 1 : TOGETHER }, (_, index) =>
      additionOf(table, index + 1),
    ),
  ]),
);

function* saveTable(
  database: PreparedDatabase,
  name: (typeof tables)[number][0],
  { id, put, removed }: TableWrites & { readonly id: string },
): Generator<void, void, void> {
  for (const value of removed) {
    database.run(removals.get(name)!, id, value);
    yield;
  }
  const texts = additions.get(name)!;
  for (let from = 0; from < put.length; from += texts.length) {
    const rows = put.slice(from, from + texts.length);
    const values = rows.flatMap(row => [id, ...row]);
    database.run(texts[rows.length - 1], ...values);
    yield;
  }
}

function removalOf({ name, removedBy, removes }: InstanceTable): string {
  const operator = removes === 'upTo' ? '<=' : '=';
  return `delete from ${name} where instance_id = ? and ${removedBy} ${operator} ?`;
}

function additionOf(table: InstanceTable, rows: number): string {
  const { name, sets } = table;
  const columns = ['instance_id', ...table.columns.map(([column]) => column)];
  if (sets) {
    const given = columns.map(column => `? as ${column}`);
    return `update ${name} set ${sets} from (select ${given.join(
      ', ',
    )}) as given where ${name}.instance_id = given.instance_id and ${name}.key = given.key`;
  }
  const row = `(${columns.map(() => '?').join(', ')})`;
  const values = Array.from({ length: rows }, () => row).join(', ');
  return `insert into ${name} (${columns.join(
    ', ',
  )}) values ${values} ${onConflict(table)}`;
}
