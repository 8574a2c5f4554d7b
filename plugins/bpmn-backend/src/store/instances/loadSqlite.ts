import type { PreparedDatabase } from '../driver';
import type { RawInstance, RowsWanted } from './loading';
import {
  allParts,
  around,
  partsAround,
  type Dialect,
  type LoadPart,
} from './loadStatements';

/** A cross join is done in the order in which it is written. */
const dialect: Dialect = {
  parameter: name => `@${name}`,
  selectList: name => `select value from json_each(@${name})`,
  isIn: (column, select) => `${column} in (${select})`,
  joinScope:
    'cross join element_instances scope where scope.instance_id = @id and scope.key = around.scope_key',
};

const ALL = allParts('@id');
const AROUND: readonly LoadPart[] = partsAround(dialect).map(
  ({ name, sql }) => ({ name, sql: `${around(dialect)} ${sql}` }),
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
