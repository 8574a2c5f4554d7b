import type { ClientBase } from 'pg';
import type { InstanceWrite } from './InstanceRecord';
import {
  insertInstance,
  insertParameters,
  instanceValues,
  leaseParameters,
  onConflict,
  parameterTypes,
  tables,
  taskParameters,
  updateInstance,
  updateParameters,
  type ParameterName,
  type WriteConditions,
} from './statements';
import type { InstanceTable, TableWrites } from './tables';
import { toTables } from './toTables';

/** Statements by the sort of what they write: commands write some of the tables, and there are few sorts of that. */
const statements = new Map<
  string,
  { readonly name: string; readonly text: string }
>();

/**
 * Writes what commands to different instances have changed: one prepared statement, so one round trip and one transaction. Either all are
 * the first of their instances, or none; only one that is alone may settle something. Gives false for each where somebody else was first.
 */
export async function savePostgres(
  client: ClientBase,
  unordered: readonly InstanceWrite[],
): Promise<readonly boolean[]> {
  // Whoever writes to the same instances locks them in the same order.
  const writes = [...unordered].sort(byId);
  const guarded = guardedOf(writes);
  const parts = partsOf(writes);
  const sort = [
    ...Object.values(guarded),
    ...parts.map(({ name }) => name),
  ].join(' ');
  let statement = statements.get(sort);
  if (statement === undefined) {
    // PostgreSQL's names have at most 63 bytes.
    const name = `bpmn_save_${statements.size}`;
    statement = { name, text: textOf(guarded, parts) };
    statements.set(sort, statement);
  }
  const known = writes.map(instanceValues);
  const { rows } = await client.query<{ id: string }>({
    ...statement,
    values: [
      ...(guarded.settles ? [writes[0].settles] : []),
      ...parametersOf(guarded).map(name => known.map(row => row[name])),
      ...parts.flatMap(({ values }) => values),
    ],
  });
  const written = new Set(rows.map(({ id }) => id));
  return unordered.map(({ record }) => written.has(record.id));
}

function byId(a: InstanceWrite, b: InstanceWrite): number {
  return a.record.id < b.record.id ? -1 : 1;
}

/** What has to hold for commands to be written. */
interface Guarded extends WriteConditions {
  readonly isNew: boolean;
}

function guardedOf(writes: readonly InstanceWrite[]): Guarded {
  return {
    isNew: writes[0].record.revision === 1,
    isLeased: writes.some(({ lease }) => lease !== undefined),
    settles: writes[0].settles !== undefined,
    meansTask: writes.some(({ task }) => task !== undefined),
  };
}

interface Part {
  /** Unique among the parts. */
  readonly name: string;
  readonly values: readonly (readonly unknown[])[];
  /** The part of the statement, whose parameters begin with this number. */
  readonly sql: (first: number) => string;
}

/** What one command writes to all tables. */
interface Written {
  readonly id: string;
  readonly written: ReturnType<typeof toTables>;
}

function partsOf(writes: readonly InstanceWrite[]): readonly Part[] {
  const all = writes.map(write => ({
    id: write.record.id,
    written: toTables(write),
  }));
  return tables.flatMap(([name, table]) => [
    ...removal(name, table, all),
    ...addition(name, table, all),
  ]);
}

type Table = keyof Written['written'];

const GUARDED =
  'exists (select 1 from guard where guard.id = given.instance_id)';

function removal(
  name: Table,
  table: InstanceTable,
  all: readonly Written[],
): readonly Part[] {
  const values = columnsOf(all, name, ({ removed }) =>
    removed.map(value => [value]),
  );
  const operator = table.removes === 'upTo' ? '<=' : '=';
  const by = `${table.name}.${table.removedBy}`;
  return values.length === 0
    ? []
    : [
        {
          name: `-${name}`,
          values,
          sql: first =>
            `delete from ${table.name} using ${givenRows(
              [
                ['instance_id', 'text'],
                ['gone', 'int4'],
              ],
              first,
            )} where ${
              table.name
            }.instance_id = given.instance_id and ${by} ${operator} given.gone and ${GUARDED}`,
        },
      ];
}

function addition(
  name: Table,
  table: InstanceTable,
  all: readonly Written[],
): readonly Part[] {
  const values = columnsOf(all, name, ({ put }) => put);
  return values.length === 0
    ? []
    : [{ name: `+${name}`, values, sql: first => putting(table, first) }];
}

/**
 * Rows that are given as columns, in parameters from this number on. Each column is unnested where it is selected: among what is selected
 * from, PostgreSQL would keep a store for each.
 */
function givenRows(
  columns: readonly (readonly [name: string, type: string])[],
  first: number,
): string {
  const selected = columns.map(
    ([name, type], index) => `unnest($${first + index}::${type}[]) as ${name}`,
  );
  return `(select ${selected.join(', ')}) as given`;
}

function putting(table: InstanceTable, first: number): string {
  const { name, sets } = table;
  const typed = [['instance_id', 'text'], ...table.columns] as const;
  const columns = typed.map(([column]) => column);
  const given = givenRows(typed, first);
  return sets
    ? `update ${name} set ${sets} from ${given} where ${name}.instance_id = given.instance_id and ${name}.key = given.key and ${GUARDED}`
    : `insert into ${name} (${columns.join(
        ', ',
      )}) select given.* from ${given} where ${GUARDED} ${onConflict(table)}`;
}

/** Rows of all commands as columns, the first with the ids of the instances. None if there are no rows. */
function columnsOf(
  all: readonly Written[],
  name: Table,
  rowsOf: (writes: TableWrites) => TableWrites['put'],
): readonly (readonly unknown[])[] {
  const columns: unknown[][] = [];
  for (const { id, written } of all) {
    for (const row of rowsOf(written[name])) {
      if (columns.length === 0) {
        columns.push([], ...row.map(() => []));
      }
      columns[0].push(id);
      row.forEach((value, index) => columns[index + 1].push(value));
    }
  }
  return columns;
}

function textOf(guarded: Guarded, parts: readonly Part[]): string {
  const { isNew, settles } = guarded;
  const names = parametersOf(guarded);
  const typed = names.map(name => [name, parameterTypes[name]] as const);
  let next = settles ? 2 : 1;
  const given = givenRows(typed, next);
  next += names.length;
  const parameter = (name: string) => `given.${name}`;
  const guard = isNew
    ? insertInstance(parameter, { settles, from: given })
    : updateInstance(parameter, { ...guarded, from: given });
  const sql = [`guard as (${guard} returning process_instances.id)`];
  if (settles) {
    // Whoever else settles it waits here, and finds it gone.
    sql.unshift(
      `unsettled as (select id from outbox where id = $1 for update)`,
    );
    sql.push(
      `settled as (delete from outbox where id = $1 and exists (select 1 from guard))`,
    );
  }
  for (const [index, part] of parts.entries()) {
    sql.push(`part${index} as (${part.sql(next)})`);
    next += part.values.length;
  }
  return `with ${sql.join(', ')} select id from guard`;
}

/** Parameters of the row of the instance, in order. */
function parametersOf({
  isNew,
  isLeased,
  meansTask,
}: Guarded): readonly ParameterName[] {
  return [
    ...(isNew ? insertParameters : updateParameters),
    ...(isLeased ? leaseParameters : []),
    ...(meansTask ? taskParameters : []),
  ];
}
