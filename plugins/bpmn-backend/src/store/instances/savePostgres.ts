import type { ClientBase } from 'pg';
import type { InstanceWrite } from './InstanceRecord';
import {
  insertInstance,
  insertParameters,
  leaseParameters,
  instanceValues,
  onConflict,
  tables,
  taskParameters,
  updateInstance,
  updateParameters,
  type WriteConditions,
} from './statements';
import {
  instanceColumnTypes,
  type InstanceColumn,
  type InstanceTable,
  type TableWrites,
} from './tables';
import { toTables } from './toTables';

/** Texts of statements by their names: a command writes some of the tables, and there are few sorts of that. */
const texts = new Map<string, string>();

/**
 * Writes what a command has changed: one statement, prepared by the sort of what it writes, so one round trip and one transaction. Returns
 * false where somebody else was first.
 */
export async function savePostgres(
  client: ClientBase,
  write: InstanceWrite,
): Promise<boolean> {
  const guarded = {
    isNew: write.record.revision === 1,
    isLeased: Boolean(write.lease),
    settles: Boolean(write.settles),
    meansTask: Boolean(write.task),
  };
  const parameters = parametersOf(guarded);
  const known = instanceValues(write);
  const values: unknown[] = parameters.map(name => known[name]);
  const parts = partsOf(write);
  const sort = Object.values(guarded).map(String);
  for (const part of parts) {
    sort.push(part.name);
    values.push(...part.values);
  }
  const name = sort.join(' ');
  let text = texts.get(name);
  if (text === undefined) {
    text = textOf(guarded, parts);
    texts.set(name, text);
  }
  const { rows } = await client.query<{ n: number }>({
    name: shortName(name),
    text,
    values,
  });
  return rows[0].n === 1;
}

interface Part {
  /** Unique among the parts. */
  readonly name: string;
  readonly values: readonly unknown[];
  /** The part of the statement, whose parameters begin with this number. */
  readonly sql: (first: number) => string;
}

function partsOf(write: InstanceWrite): readonly Part[] {
  const written = toTables(write);
  return tables.flatMap(([name, table]) => [
    ...removal(name, table, written[name]),
    ...addition(name, table, written[name]),
  ]);
}

function removal(
  name: string,
  table: InstanceTable,
  { removed }: TableWrites,
): readonly Part[] {
  if (removed.length === 0) {
    return [];
  }
  const operator = table.removes === 'upTo' ? '<= all' : '= any';
  return [
    {
      name: `-${name}`,
      values: [removed],
      sql: first =>
        `delete from ${table.name} where instance_id = $1 and ${table.removedBy} ${operator}($${first}::int4[]) and exists (select 1 from guard)`,
    },
  ];
}

function addition(
  name: string,
  table: InstanceTable,
  { put }: TableWrites,
): readonly Part[] {
  if (put.length === 0) {
    return [];
  }
  const columns = table.columns.map(([column]) => column);
  return [
    {
      name: `+${name}`,
      values: columns.map((_, index) => put.map(row => row[index])),
      sql: first => {
        const given = table.columns.map(
          ([, type], index) => `$${first + index}::${type}[]`,
        );
        return putting(table, `unnest(${given.join(', ')})`);
      },
    },
  ];
}

function putting(table: InstanceTable, rows: string): string {
  const { name, sets } = table;
  const columns = table.columns.map(([column]) => column).join(', ');
  return sets
    ? `update ${name} set ${sets} from ${rows} as given(${columns}) where ${name}.instance_id = $1 and ${name}.key = given.key and exists (select 1 from guard)`
    : `insert into ${name} (instance_id, ${columns}) select $1, * from ${rows} where exists (select 1 from guard) ${onConflict(
        table,
      )}`;
}

/** What has to hold for a command to be written. */
interface Guarded extends WriteConditions {
  readonly isNew: boolean;
}

function textOf(guarded: Guarded, parts: readonly Part[]): string {
  const parameters = parametersOf(guarded);
  const $ = (name: string) => `$${parameters.indexOf(name) + 1}`;
  const { isNew, settles } = guarded;
  // Only here does PostgreSQL not know by itself what a parameter is.
  const $typed = (name: string) =>
    name in instanceColumnTypes
      ? `${$(name)}::${instanceColumnTypes[name as InstanceColumn]}`
      : $(name);
  const guard = isNew
    ? insertInstance($typed, guarded)
    : updateInstance($, guarded);
  const sql = [`guard as (${guard} returning 1)`];
  if (settles) {
    // Whoever else settles it waits here, and finds it gone.
    sql.unshift(
      `unsettled as (select id from outbox where id = ${$(
        'settles',
      )} for update)`,
    );
    sql.push(
      `settled as (delete from outbox where id = ${$(
        'settles',
      )} and exists (select 1 from guard))`,
    );
  }
  let next = parameters.length + 1;
  for (const [index, part] of parts.entries()) {
    sql.push(`part${index} as (${part.sql(next)})`);
    next += part.values.length;
  }
  return `with ${sql.join(', ')} select count(*)::int4 as n from guard`;
}

/** Parameters of the row of the instance, in order. */
function parametersOf({
  isNew,
  isLeased,
  settles,
  meansTask,
}: Guarded): readonly string[] {
  return [
    ...(isNew ? insertParameters : updateParameters),
    ...(isLeased ? leaseParameters : []),
    ...(settles ? ['settles'] : []),
    ...(meansTask ? taskParameters : []),
  ];
}

const shortNames = new Map<string, string>();

/** PostgreSQL's names have at most 63 bytes. */
function shortName(name: string): string {
  let short = shortNames.get(name);
  if (short === undefined) {
    short = `bpmn_save_${shortNames.size}`;
    shortNames.set(name, short);
  }
  return short;
}
