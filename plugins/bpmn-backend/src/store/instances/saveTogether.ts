import type { Knex } from 'knex';
import { Batches } from '../Batches';
import { isPostgres, withDriver } from '../driver';
import { turnsOf } from '../Turns';
import type { InstanceWrite } from './InstanceRecord';
import { savePostgres } from './savePostgres';
import { saveLargeSqlite, saveSqlite } from './saveSqlite';

/** Transactions of one process at a time, where one takes longer than this, in milliseconds. */
const AT_ONCE = 4;
const PATIENCE = 10;

/** Most writes in one transaction. */
const MOST = 32;

/** Rows of a write that others do not have to wait for. */
const LARGE = 100;

/** Writes what a command has changed. Resolves to false where somebody else was first. */
export type Save = (write: InstanceWrite) => Promise<boolean>;

/**
 * Writes that come while another is being done share a transaction, but each is done or not by itself, as its own conditions are. Large
 * ones, and those that may have to wait for others, are on their own.
 */
export function createSave(knex: Knex): Save {
  const save = (writes: readonly InstanceWrite[]) =>
    withDriver(knex, connection =>
      connection.kind === 'postgres'
        ? savePostgres(connection.client, writes)
        : saveSqlite(connection.database, writes),
    );
  const createBatches = (sideBySide: number) =>
    new Batches<InstanceWrite, boolean>({
      sideBySide,
      turns: turnsOf(knex),
      atOnce: isPostgres(knex) ? AT_ONCE : 1,
      patience: PATIENCE,
      together: waiting => Math.min(waiting.length, MOST),
      perform: writes => saveTogether(save, writes),
    });
  const others = createBatches(1);
  // What begins takes this process as long as the database: while one does its part, the other does too. SQLite is in this process.
  const starts = createBatches(isPostgres(knex) ? 2 : 1);
  const saveLarge = (write: InstanceWrite) =>
    withDriver(knex, async connection =>
      connection.kind === 'postgres'
        ? (await savePostgres(connection.client, [write]))[0]
        : saveLargeSqlite(connection.database, write),
    );
  return async write => {
    if (isLarge(write)) {
      return saveLarge(write);
    }
    if (write.settles !== undefined) {
      return (await save([write]))[0];
    }
    return (write.record.revision === 1 ? starts : others).ask(write);
  };
}

async function saveTogether(
  save: (writes: readonly InstanceWrite[]) => Promise<readonly boolean[]>,
  writes: readonly InstanceWrite[],
): Promise<readonly (boolean | Promise<boolean>)[]> {
  try {
    return await save(writes);
  } catch (error) {
    if (writes.length === 1 || !isUndone(error)) {
      throw error;
    }
    // One of them cannot be written, but the others can.
    return writes.map(async write => (await save([write]))[0]);
  }
}

function isLarge({
  rows: { elements },
  waitsSuspended = [],
}: InstanceWrite): boolean {
  return [elements.put, elements.removed, waitsSuspended].some(
    ({ length }) => length > LARGE,
  );
}

/** Whether it is certain that nothing was written: the database itself has refused it. */
function isUndone(error: any): boolean {
  return error.severity === 'ERROR' || /^SQLITE_/.test(error.code);
}
