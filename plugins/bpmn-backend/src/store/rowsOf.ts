import type { Knex } from 'knex';
import { isPostgres } from './driver';

/** Rows of a raw statement: the databases give them in two ways. */
export async function rowsOf(
  knex: Knex,
  sql: string,
  bindings: readonly any[],
): Promise<any[]> {
  const result = await knex.raw(sql, bindings as any);
  return isPostgres(knex) ? result.rows : result;
}
