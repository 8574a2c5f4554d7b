import type { Knex } from 'knex';
import { isPostgres } from './driver';

/** What time it is in the database, in epoch milliseconds. */
export async function readDatabaseTime(knex: Knex): Promise<number> {
  if (!isPostgres(knex)) {
    // An SQLite database has no clock but that of the process which has opened it.
    return Date.now();
  }
  const { rows } = await knex.raw(
    'select extract(epoch from clock_timestamp()) * 1000 as now',
  );
  return Number(rows[0].now);
}
