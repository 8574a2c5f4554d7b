import type { InstanceWrite } from './InstanceRecord';
import {
  changingColumns,
  instanceColumns,
  instanceColumnTypes,
  instanceTables,
  tableNames,
  type InstanceTable,
} from './tables';
import { instanceRow } from './toTables';

/** Writes a parameter by its name, in the way of the database. */
type Parameter = (name: string) => string;

/** Parameters of {@link insertInstance}. */
export const insertParameters = ['id', ...instanceColumns] as const;

/** Further conditions of a write. */
export interface WriteConditions {
  /** Whether a lease has to be held still. */
  readonly isLeased: boolean;
  /** Whether an outbox row, `unsettled`, has to be there still. */
  readonly settles: boolean;
  /** Whether a user task has to be open still, and assigned to the same person. */
  readonly meansTask: boolean;
}

const UNSETTLED = 'exists (select 1 from unsettled)';

/** Where parameters are from, if they are columns: what follows `from`. */
interface Given {
  readonly from?: string;
}

const fromOf = ({ from }: Given) => (from ? ` from ${from}` : '');

/** How the row of a new instance is written. */
export function insertInstance(
  parameter: Parameter,
  { settles, ...given }: Pick<WriteConditions, 'settles'> & Given,
): string {
  return `insert into process_instances (${insertParameters.join(
    ', ',
  )}) select ${insertParameters.map(parameter).join(', ')}${fromOf(
    given,
  )} where ${settles ? UNSETTLED : 'true'} on conflict (id) do nothing`;
}

/** Parameters of {@link updateInstance}. */
export const updateParameters = [
  'id',
  'expected_revision',
  ...changingColumns,
] as const;

/** Further ones with a lease. */
export const leaseParameters = ['lease_key', 'lease_attempt'] as const;

/** Further ones with a user task. */
export const taskParameters = ['task_key', 'task_assignee'] as const;

export type ParameterName =
  | (typeof insertParameters)[number]
  | (typeof updateParameters)[number]
  | (typeof leaseParameters)[number]
  | (typeof taskParameters)[number];

/** All of them with their PostgreSQL types. */
export const parameterTypes: Readonly<Record<ParameterName, string>> = {
  ...instanceColumnTypes,
  id: 'text',
  expected_revision: 'int4',
  lease_key: 'int4',
  lease_attempt: 'text',
  task_key: 'int4',
  task_assignee: 'text',
};

/** How the row of an instance is changed, provided that its revision is the one expected. */
export function updateInstance(
  parameter: Parameter,
  { isLeased, settles, meansTask, ...given }: WriteConditions & Given,
): string {
  const columns = changingColumns.map(name => `${name} = ${parameter(name)}`);
  const conditions = [
    `process_instances.id = ${parameter('id')}`,
    `process_instances.revision = ${parameter('expected_revision')}`,
    ...(isLeased ? [leaseHeld(parameter)] : []),
    ...(meansTask ? [taskOpen(parameter)] : []),
    ...(settles ? [UNSETTLED] : []),
  ];
  return `update process_instances set ${columns.join(', ')}${fromOf(
    given,
  )} where ${conditions.join(' and ')}`;
}

function leaseHeld(parameter: Parameter): string {
  const key = parameter('lease_key');
  return `(${key} is null or exists (select 1 from waits where waits.instance_id = ${parameter(
    'id',
  )} and waits.key = ${key} and waits.attempt = ${parameter(
    'lease_attempt',
  )}))`;
}

function taskOpen(parameter: Parameter): string {
  const key = parameter('task_key');
  return `(${key} is null or exists (select 1 from user_tasks where user_tasks.instance_id = ${parameter(
    'id',
  )} and user_tasks.key = ${key} and user_tasks.state = 'open' and coalesce(user_tasks.assignee, '') = ${parameter(
    'task_assignee',
  )}))`;
}

/** Values of the parameters of both, by name. */
export function instanceValues({
  record,
  lease,
  settles,
  task,
}: InstanceWrite): Readonly<Record<string, unknown>> {
  return {
    id: record.id,
    ...instanceRow(record),
    expected_revision: record.revision - 1,
    lease_key: lease?.waitKey ?? null,
    lease_attempt: lease?.attempt ?? null,
    settles: settles ?? null,
    task_key: task?.waitKey ?? null,
    task_assignee: task?.assignee ?? '',
  };
}

/** What an upsert does with a row that is there. */
export function onConflict({
  key,
  kept,
  merged,
  columns,
}: InstanceTable): string {
  if (!key) {
    return '';
  }
  const given = columns
    .map(([name]) => name)
    .filter(name => !key.includes(name) && !kept?.includes(name))
    .map(name => [name, `excluded.${name}`]);
  const others = Object.entries({
    ...Object.fromEntries(given),
    ...merged,
  }).map(([name, value]) => `${name} = ${value}`);
  return `on conflict (instance_id, ${key.join(
    ', ',
  )}) do update set ${others.join(', ')}`;
}

/** The tables with their names, in the order in which they are written. */
export const tables: readonly (readonly [
  keyof typeof instanceTables,
  InstanceTable,
])[] = tableNames.map(name => [name, instanceTables[name]]);
