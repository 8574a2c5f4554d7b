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

/** How the row of a new instance is written. */
export function insertInstance(
  parameter: Parameter,
  { settles }: Pick<WriteConditions, 'settles'>,
): string {
  return `insert into process_instances (${insertParameters.join(
    ', ',
  )}) select ${insertParameters.map(parameter).join(', ')} where ${
    settles ? UNSETTLED : 'true'
  } on conflict (id) do nothing`;
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

/** How the row of an instance is changed, provided that its revision is the one expected. */
export function updateInstance(
  parameter: Parameter,
  { isLeased, settles, meansTask }: WriteConditions,
): string {
  const columns = changingColumns.map(name => `${name} = ${parameter(name)}`);
  const conditions = [
    `id = ${parameter('id')}`,
    `revision = ${parameter('expected_revision')}`,
    ...(isLeased ? [leaseHeld(parameter)] : []),
    ...(meansTask ? [taskOpen(parameter)] : []),
    ...(settles ? [UNSETTLED] : []),
  ];
  return `update process_instances set ${columns.join(
    ', ',
  )} where ${conditions.join(' and ')}`;
}

function leaseHeld(parameter: Parameter): string {
  return `exists (select 1 from waits where instance_id = ${parameter(
    'id',
  )} and key = ${parameter('lease_key')} and attempt = ${parameter(
    'lease_attempt',
  )})`;
}

function taskOpen(parameter: Parameter): string {
  return `exists (select 1 from user_tasks where instance_id = ${parameter(
    'id',
  )} and key = ${parameter(
    'task_key',
  )} and state = 'open' and coalesce(assignee, '') = ${parameter(
    'task_assignee',
  )})`;
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
export function onConflict({ key, kept, columns }: InstanceTable): string {
  if (!key) {
    return '';
  }
  const others = columns
    .map(([name]) => name)
    .filter(name => !key.includes(name) && !kept?.includes(name))
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
