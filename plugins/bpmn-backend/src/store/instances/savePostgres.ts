import type { ClientBase } from 'pg';
import type { InstanceWrite } from './InstanceRecord';
import {
  insertInstance,
  insertParameters,
  instanceValues,
  onConflict,
  tables,
  updateInstance,
  updateParameters,
} from './statements';
import type { InstanceTable, TableWrites } from './tables';
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
  const { record, lease, done } = write;
  const isNew = record.revision === 1;
  const parameters = parametersOf(isNew, Boolean(lease));
  const known = instanceValues(write);
  const values: unknown[] = parameters.map(name => known[name]);
  const parts = partsOf(write);
  const sort = [isNew ? 'new' : 'next', lease ? 'leased' : ''];
  for (const part of parts) {
    sort.push(part.name);
    values.push(...part.values);
  }
  if (done.length > 0) {
    sort.push('done');
    values.push(done);
  }
  const name = `bpmn ${sort.join(' ')}`;
  let text = texts.get(name);
  if (text === undefined) {
    text = textOf({
      isNew,
      isLeased: Boolean(lease),
      isDone: done.length > 0,
      parts,
    });
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
      sql: first =>
        `insert into ${table.name} (instance_id, ${columns.join(
          ', ',
        )}) select $1, * from unnest(${table.columns
          .map(([, type], index) => `$${first + index}::${type}[]`)
          .join(', ')}) where exists (select 1 from guard) ${onConflict(
          table,
        )}`,
    },
  ];
}

function textOf({
  isNew,
  isLeased,
  isDone,
  parts,
}: {
  readonly isNew: boolean;
  readonly isLeased: boolean;
  readonly isDone: boolean;
  readonly parts: readonly Part[];
}): string {
  const parameters = parametersOf(isNew, isLeased);
  const $ = (name: string) => `$${parameters.indexOf(name) + 1}`;
  const guard = isNew ? insertInstance($) : updateInstance($, isLeased);
  let next = parameters.length + 1;
  const sql = [`guard as (${guard} returning 1)`];
  for (const [index, part] of parts.entries()) {
    sql.push(`part${index} as (${part.sql(next)})`);
    next += part.values.length;
  }
  if (isDone) {
    sql.push(
      `done as (delete from outbox where id = any($${next}::text[]) and exists (select 1 from guard))`,
    );
  }
  return `with ${sql.join(', ')} select count(*)::int4 as n from guard`;
}

/** Parameters of the row of the instance, in order. */
function parametersOf(isNew: boolean, isLeased: boolean): readonly string[] {
  if (isNew) {
    return insertParameters;
  }
  return isLeased ? updateParameters : updateParameters.slice(0, -2);
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
