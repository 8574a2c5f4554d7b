import type { PreparedDatabase } from '../driver';
import type { InstanceWrite } from './InstanceRecord';
import {
  insertInstance,
  instanceValues,
  onConflict,
  tables,
  updateInstance,
} from './statements';
import type { InstanceTable } from './tables';
import { toTables } from './toTables';

const named = (name: string) => `@${name}`;

/** Writes what a command has changed: a few prepared statements in one transaction. Returns false where somebody else was first. */
export function saveSqlite(
  database: PreparedDatabase,
  write: InstanceWrite,
): boolean {
  const written = toTables(write);
  return database.transact(() => {
    if (!settle(database, write) || saveInstance(database, write) === 0) {
      return false;
    }
    const { id } = write.record;
    for (const [name, table] of tables) {
      const { put, removed } = written[name];
      for (const value of removed) {
        database.run(removalOf(table), id, value);
      }
      for (const row of put) {
        database.run(additionOf(table), id, ...row);
      }
    }
    return true;
  });
}

/** Returns whether the deed was still to be done. */
function settle(
  database: PreparedDatabase,
  { settles }: InstanceWrite,
): boolean {
  return (
    settles === undefined ||
    database.run('delete from outbox where id = ?', settles) === 1
  );
}

function saveInstance(
  database: PreparedDatabase,
  write: InstanceWrite,
): number {
  const sql =
    write.record.revision === 1
      ? insertInstance(named, { settles: false })
      : updateInstance(named, {
          isLeased: Boolean(write.lease),
          settles: false,
          meansTask: Boolean(write.task),
        });
  return database.run(sql, instanceValues(write));
}

function removalOf({ name, removedBy, removes }: InstanceTable): string {
  const operator = removes === 'upTo' ? '<=' : '=';
  return `delete from ${name} where instance_id = ? and ${removedBy} ${operator} ?`;
}

function additionOf(table: InstanceTable): string {
  const { name, sets } = table;
  const columns = table.columns.map(([column]) => column);
  if (sets) {
    const given = ['instance_id', ...columns].map(column => `? as ${column}`);
    return `update ${name} set ${sets} from (select ${given.join(
      ', ',
    )}) as given where ${name}.instance_id = given.instance_id and ${name}.key = given.key`;
  }
  return `insert into ${name} (instance_id, ${columns.join(
    ', ',
  )}) values (?${', ?'.repeat(columns.length)}) ${onConflict(table)}`;
}
