import type { Knex } from 'knex';
import { isPostgres } from '../store/driver';

interface Asked {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

/**
 * How many rows of a table the queries of an action look at, on PostgreSQL. On SQLite, which does not count them: 0, or infinitely many where
 * it looks at all rows of the table.
 */
export async function rowsRead(
  knex: Knex,
  table: string,
  act: () => Promise<unknown>,
): Promise<number> {
  const asked: Asked[] = [];
  const listen = (query: Asked) => asked.push(query);
  knex.on('query', listen);
  await act();
  knex.removeListener('query', listen);
  let sum = 0;
  for (const query of asked) {
    sum += await (isPostgres(knex)
      ? readOnPostgres(knex, table, query)
      : readOnSqlite(knex, table, query));
  }
  return sum;
}

async function readOnSqlite(
  knex: Knex,
  table: string,
  { sql, bindings }: Asked,
): Promise<number> {
  const plan = await knex.raw(`explain query plan ${sql}`, bindings as any);
  return plan.some(({ detail }: any) => detail.startsWith(`SCAN ${table}`))
    ? Infinity
    : 0;
}

async function readOnPostgres(
  knex: Knex,
  table: string,
  { sql, bindings }: Asked,
): Promise<number> {
  const client = await knex.client.acquireConnection();
  const { rows } = await client.query(
    `explain (analyze, format json) ${sql}`,
    bindings,
  );
  await knex.client.releaseConnection(client);
  return rowsOfPlan(rows[0]['QUERY PLAN'][0].Plan, table);
}

function rowsOfPlan(plan: any, table: string): number {
  const own =
    plan['Relation Name'] === table
      ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) *
        plan['Actual Loops']
      : 0;
  return (plan.Plans ?? []).reduce(
    (sum: number, part: any) => sum + rowsOfPlan(part, table),
    own,
  );
}
