import type { PreparedDatabase } from '../driver';
import type { RawInstance, RowsWanted } from './loading';
import {
  allParts,
  around,
  partsAround,
  type LoadPart,
  type Parameter,
} from './loadStatements';

const named = (name: Parameter) => `@${name}`;
const listOf = (name: Parameter) => `(select value from json_each(@${name}))`;

const ALL = allParts('@id');
const AROUND: readonly LoadPart[] = partsAround(named, listOf).map(
  ({ name, sql }) => ({ name, sql: `${around(named, listOf)} ${sql}` }),
);

/** Loads an instance. Nothing comes between its statements: there is one connection, and it is lent. */
export function loadSqlite(
  database: PreparedDatabase,
  id: string,
  wanted: RowsWanted & { readonly wholeUpTo: number },
): RawInstance | undefined {
  const [instance] = database.all(
    'select * from process_instances where id = ?',
    id,
  );
  if (!instance) {
    return undefined;
  }
  const isWhole = wanted.isAll || instance.element_count <= wanted.wholeUpTo;
  const values = {
    id,
    keys: JSON.stringify(wanted.keys),
    wait_keys: JSON.stringify(wanted.waitKeys),
    incident_keys: JSON.stringify(wanted.incidentKeys),
    outputs_of: JSON.stringify(wanted.outputsOf),
  };
  const tables = Object.fromEntries(
    (isWhole ? ALL : AROUND).map(({ name, sql }) => [
      name,
      database.all(sql, values),
    ]),
  );
  return { instance, isWhole: Boolean(isWhole), tables };
}
