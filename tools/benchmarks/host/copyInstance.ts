import type { Knex } from 'knex';

/** Tables that an instance which waits has rows in, and the columns with its id. */
const TABLES = [
  ['process_instances', 'id'],
  ['element_instances', 'instance_id'],
  ['variables', 'instance_id'],
  ['waits', 'instance_id'],
  ['history', 'instance_id'],
  ['variable_ledger', 'instance_id'],
] as const;

/** Rows that one statement copies. */
const AT_ONCE = 50_000;

const PREFIX = '00000000-0000-7000-8000-';
const DIGITS = 12;

/** How each database counts. */
const ON_POSTGRES = {
  numbers: 'generate_series(?::int, ?::int) as numbers(n)',
  digits: `lpad(numbers.n::text, ${DIGITS}, '0')`,
};

const ON_SQLITE = {
  numbers:
    '(with recursive counted(n) as (select ? union all select n + 1 from counted where n < ?) select n from counted) as numbers',
  digits: `printf('%0${DIGITS}d', numbers.n)`,
};

/** The id of a copy: as long as any other. */
export function copyOf(index: number): string {
  return `${PREFIX}${String(index).padStart(DIGITS, '0')}`;
}

/** Writes the rows of an instance again and again, under other ids: from one number on, up to another. */
export async function copyInstance(
  knex: Knex,
  template: string,
  [from, until]: readonly [number, number],
): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg';
  const { numbers, digits } = isPostgres ? ON_POSTGRES : ON_SQLITE;
  for (const [table, idColumn] of TABLES) {
    const names = Object.keys(await knex(table).columnInfo());
    const columns = names.map(name => `"${name}"`);
    const values = names.map(name =>
      name === idColumn ? `'${PREFIX}' || ${digits}` : `"${name}"`,
    );
    for (let first = from; first < until; first += AT_ONCE) {
      await knex.raw(
        `insert into ${table} (${columns}) select ${values} from ${numbers} cross join ${table} where ${table}.${idColumn} = ?`,
        [first, Math.min(first + AT_ONCE, until) - 1, template],
      );
    }
  }
  if (isPostgres) {
    // As its autovacuum does within a minute.
    await knex.raw('vacuum analyze');
  } else {
    // As the first commit does that finds nobody reading: what was copied is not looked for in a log of gigabytes.
    await knex.raw('pragma wal_checkpoint(truncate)');
  }
}
