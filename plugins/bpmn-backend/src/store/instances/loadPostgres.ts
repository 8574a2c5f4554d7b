import type { ClientBase } from 'pg';
import type { RawInstance, RowsWanted } from './loading';
import {
  allParts,
  around,
  loadParameters,
  partsAround,
  type Dialect,
  type LoadedTable,
  type LoadPart,
  type Parameter,
} from './loadStatements';
import type { Row } from './fromTables';

const $ = (name: Parameter) => `$${loadParameters.indexOf(name) + 1}`;

/** Most instances have few rows, so PostgreSQL would read all of a large one if it were asked for a join or for one of several rows. */
const dialect: Dialect = {
  parameter: $,
  selectList: name => `select unnest(${$(name)}::int4[])`,
  isIn: (column, select) => `${column} = any(array(${select}))`,
  joinScope:
    'cross join lateral (select e.key, e.scope_key from element_instances e where e.instance_id = $1 and e.key = around.scope_key offset 0) scope',
};

/** All rows of one part as one value: so a load is one round trip. */
const asJson = ({ name, sql }: LoadPart, condition: string) =>
  `case when ${condition} then (select coalesce(json_agg(t), '[]') from (${sql}) t) end as ${name}`;

const selectAll = (condition: string) =>
  `select row_to_json(i) as instance, ${allParts('$1')
    .map(part => asJson(part, condition))
    .join(', ')} from process_instances i where i.id = $1`;

const WHOLE = selectAll('i.element_count <= $2');
const ALL = selectAll('true');
const AROUND = `${around(
  dialect,
)} select row_to_json(i) as instance, ${partsAround(dialect)
  .map(part => asJson(part, 'true'))
  .join(', ')} from process_instances i where i.id = $1`;

/** Loads an instance, in one round trip if it is small. */
export async function loadPostgres(
  client: ClientBase,
  id: string,
  wanted: RowsWanted & { readonly wholeUpTo: number },
): Promise<RawInstance | undefined> {
  const whole = wanted.isAll
    ? await query(client, 'bpmn_load_all', ALL, [id])
    : await query(client, 'bpmn_load_whole', WHOLE, [id, wanted.wholeUpTo]);
  if (!whole || whole.elements !== null) {
    return whole && toRaw(whole, true);
  }
  const { keys, waitKeys, incidentKeys, outputsOf } = wanted;
  const values = [id, keys, waitKeys, incidentKeys, outputsOf];
  const found = await query(client, 'bpmn_load_around', AROUND, values);
  return found && toRaw(found, false);
}

type Loaded = { readonly instance: Row } & Readonly<
  Partial<Record<LoadedTable, readonly Row[] | null>>
>;

async function query(
  client: ClientBase,
  ...[name, text, values]: [string, string, unknown[]]
): Promise<Loaded | undefined> {
  const { rows } = await client.query<Loaded>({ name, text, values });
  return rows[0];
}

function toRaw({ instance, ...tables }: Loaded, isWhole: boolean): RawInstance {
  return { instance, isWhole, tables: tables as RawInstance['tables'] };
}
