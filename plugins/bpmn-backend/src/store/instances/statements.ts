import type { InstanceWrite } from './InstanceRecord';
import {
  changingColumns,
  instanceColumns,
  instanceTables,
  tableNames,
  type InstanceTable,
} from './tables';
import { instanceRow } from './toTables';

/** Writes a parameter by its name, in the way of the database. */
type Parameter = (name: string) => string;

/** Parameters of {@link insertInstance}. */
export const insertParameters = ['id', ...instanceColumns] as const;

/** How the row of a new instance is written. */
export function insertInstance(parameter: Parameter): string {
  return `insert into process_instances (${insertParameters.join(
    ', ',
  )}) values (${insertParameters
    .map(parameter)
    .join(', ')}) on conflict (id) do nothing`;
}

/** Parameters of {@link updateInstance}; the last two only with a lease. */
export const updateParameters = [
  'id',
  'expected_revision',
  ...changingColumns,
  'lease_key',
  'lease_attempt',
] as const;

/**
 * How the row of an instance is changed, provided that its revision is the one expected and, where a job is completed, its lease is still held.
 */
export function updateInstance(
  parameter: Parameter,
  isLeased: boolean,
): string {
  const columns = changingColumns.map(name => `${name} = ${parameter(name)}`);
  const lease = `and exists (select 1 from waits where instance_id = ${parameter(
    'id',
  )} and key = ${parameter('lease_key')} and attempt = ${parameter(
    'lease_attempt',
  )})`;
  return `update process_instances set ${columns.join(
    ', ',
  )} where id = ${parameter('id')} and revision = ${parameter(
    'expected_revision',
  )} ${isLeased ? lease : ''}`;
}

/** Values of the parameters of both, by name. */
export function instanceValues({
  record,
  lease,
}: InstanceWrite): Readonly<Record<string, unknown>> {
  return {
    id: record.id,
    ...instanceRow(record),
    expected_revision: record.revision - 1,
    lease_key: lease?.waitKey ?? null,
    lease_attempt: lease?.attempt ?? null,
  };
}

/** What an upsert does with a row that is there. */
export function onConflict({ key, columns }: InstanceTable): string {
  if (!key) {
    return '';
  }
  const others = columns
    .map(([name]) => name)
    .filter(name => !key.includes(name))
    .map(name => `${name} = excluded.${name}`);
  return `on conflict (instance_id, ${key.join(
    ', ',
  )}) do update set ${others.join(', ')}`;
}

/** The tables with their names, in the order in which they are written. */
export const tables: readonly (readonly [
  keyof typeof instanceTables,
  InstanceTable,
])[] = tableNames.map(name => [name, instanceTables[name]]);
