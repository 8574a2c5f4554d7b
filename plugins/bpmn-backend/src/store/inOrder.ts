import type { Knex } from 'knex';

/** Rows of several queries together, ordered. Each of them has its own order and limit, so that it can be read from an index. */
export function inOrder(
  knex: Knex,
  branches: readonly Knex.QueryBuilder[],
  columns: readonly string[],
): Knex.QueryBuilder {
  const all = knex.unionAll(
    branches.map((branch, index) =>
      // SQLite wants no parentheses around parts of a union.
      knex.select('*').from(branch.as(`branch${index}`)),
    ),
  );
  return knex.from(all.as('branches')).orderBy([...columns]);
}
