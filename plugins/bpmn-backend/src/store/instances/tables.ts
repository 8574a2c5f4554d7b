/** A table whose rows belong to process instances; the id of the instance is the first part of its key. */
export interface InstanceTable {
  readonly name: string;
  /** Columns besides the id of the instance, with their PostgreSQL types. */
  readonly columns: readonly (readonly [name: string, type: ColumnType])[];
  /** Columns that, with the id of the instance, are the key; absent: rows are only ever added. */
  readonly key?: readonly string[];
  /** The column whose values say what is removed, and how: those that have one, or all up to it. */
  readonly removedBy?: string;
  readonly removes?: 'each' | 'upTo';
  /** Columns that a row which is there keeps. */
  readonly kept?: readonly string[];
  /** What columns of a row that is there are set to, where that is something else than what is given (`excluded`). */
  readonly merged?: Readonly<Record<string, string>>;
  /** How a row that is there is changed by what is `given`: rows are never added then. */
  readonly sets?: string;
}

type ColumnType = 'int4' | 'int8' | 'text';

const KEY = ['key', 'int4'] as const;
const ELEMENT_INSTANCE = ['element_instance_key', 'int4'] as const;
const DETAILS = ['details', 'text'] as const;
const SUSPENDED = ['suspended_at', 'int8'] as const;

/** Work that was handed out is still the same, and stays in the hands of who does it, where its wait is written anew: by a migration. */
const ifSameJob = (column: string, otherwise = 'null') =>
  `case when waits.kind = 'job' and waits.topic = excluded.topic then waits.${column} else ${otherwise} end`;

/** Who completed a task, and how, was decided before its instance went on if that was suspended. */
const unlessDecided = (column: string) =>
  `${column} = case when given.state = 'completed' then coalesce(user_tasks.${column}, given.${column}) end`;

/** Who had a task by a relation when it ended has had it for good, whomever the catalog names later. */
const NAMED_LAST =
  'coalesce(user_tasks.assignee, (select relation_people.ref from relation_people where relation_people.relation = user_tasks.assignee_relation and relation_people.position = 0))';

/** Those of user tasks: written by few commands. */
export const taskTables = {
  tasks: {
    name: 'user_tasks',
    columns: [
      KEY,
      ['id', 'text'],
      ['definition_id', 'text'],
      ['process_key', 'text'],
      ['process_id', 'text'],
      ['owner_ref', 'text'],
      ['business_key', 'text'],
      ELEMENT_INSTANCE,
      ['element_id', 'text'],
      ['name', 'text'],
      ['search_text', 'text'],
      ['assignee', 'text'],
      ['assignee_relation', 'text'],
      ['candidates', 'text'],
      ['due_at', 'int8'],
      ['follow_up_at', 'int8'],
      ['priority', 'int4'],
      ['form', 'text'],
      ['created_at', 'int8'],
    ],
    key: ['key'],
    kept: ['id', 'created_at'],
  },
  tasksEnded: {
    name: 'user_tasks',
    columns: [
      KEY,
      ['state', 'text'],
      ['ended_at', 'int8'],
      ['completed_by', 'text'],
      ['outcome', 'text'],
    ],
    sets: `state = given.state, assignee = ${NAMED_LAST}, ended_at = case when given.state = 'completed' then coalesce(user_tasks.ended_at, given.ended_at) else given.ended_at end, ${unlessDecided(
      'completed_by',
    )}, ${unlessDecided('outcome')}`,
  },
  candidates: {
    name: 'user_task_candidates',
    columns: [KEY, ['revision', 'int4'], ['ref', 'text']],
    removedBy: 'key',
  },
  decisions: {
    name: 'task_decisions',
    columns: [
      KEY,
      ['id', 'text'],
      ['at', 'int8'],
      ['actor', 'text'],
      ['channel', 'text'],
      ['outcome', 'text'],
      ['comment', 'text'],
      ['shown_hash', 'text'],
    ],
  },
  drafts: { name: 'task_drafts', columns: [KEY], removedBy: 'key' },
} satisfies Record<string, InstanceTable>;

/** The tables that a command can write, in the order in which it does. */
export const instanceTables = {
  elements: {
    name: 'element_instances',
    columns: [
      KEY,
      ['element_id', 'text'],
      ['scope_key', 'int4'],
      ['lifecycle', 'text'],
      ['children', 'int4'],
      ['tokens', 'int4'],
      ['loop_counter', 'int4'],
      DETAILS,
    ],
    key: ['key'],
    removedBy: 'key',
  },
  variables: {
    name: 'variables',
    columns: [
      ['scope_key', 'int4'],
      ['name', 'text'],
      ['value', 'text'],
    ],
    key: ['scope_key', 'name'],
    removedBy: 'scope_key',
  },
  outputs: {
    name: 'loop_outputs',
    columns: [KEY, ['loop_counter', 'int4'], ['value', 'text']],
    key: ['key', 'loop_counter'],
    removedBy: 'key',
  },
  waits: {
    name: 'waits',
    columns: [
      KEY,
      ELEMENT_INSTANCE,
      ['kind', 'text'],
      ['topic', 'text'],
      ['correlation_key', 'text'],
      ['sender_ref', 'text'],
      ['due_at', 'int8'],
      ['priority', 'int4'],
      ['owner_ref', 'text'],
      SUSPENDED,
      DETAILS,
    ],
    key: ['key'],
    removedBy: 'key',
    merged: {
      due_at: ifSameJob('due_at', 'excluded.due_at'),
      lease_owner: ifSameJob('lease_owner'),
      attempt: ifSameJob('attempt'),
    },
  },
  waitsSuspended: {
    name: 'waits',
    columns: [KEY, SUSPENDED],
    sets: 'suspended_at = given.suspended_at',
  },
  incidents: {
    name: 'incidents',
    columns: [
      KEY,
      ELEMENT_INSTANCE,
      ['element_id', 'text'],
      ['kind', 'text'],
      ['raised_at', 'int8'],
      ['message', 'text'],
      DETAILS,
    ],
    key: ['key'],
    removedBy: 'key',
  },
  compensations: {
    name: 'compensations',
    columns: [KEY, ['scope_key', 'int4'], DETAILS],
    key: ['key'],
    removedBy: 'key',
  },
  held: {
    name: 'held_commands',
    columns: [['position', 'int4'], DETAILS],
    key: ['position'],
    removedBy: 'position',
    removes: 'upTo',
  },
  history: {
    name: 'history',
    columns: [
      ['revision', 'int4'],
      ['at', 'int8'],
      ['actor', 'text'],
      ['changes', 'text'],
    ],
  },
  ledger: {
    name: 'variable_ledger',
    columns: [
      ['revision', 'int4'],
      ['position', 'int4'],
      ['scope_key', 'int4'],
      ['name', 'text'],
      ['value', 'text'],
      ['hash', 'text'],
      ['size', 'int4'],
    ],
  },
  outbox: {
    name: 'outbox',
    columns: [
      ['id', 'text'],
      ['kind', 'text'],
      ['due_at', 'int8'],
      ['topic', 'text'],
      ['correlation_key', 'text'],
      ['sender_ref', 'text'],
      ['wait_key', 'int4'],
      ['expires_at', 'int8'],
      DETAILS,
    ],
  },
  ...taskTables,
} satisfies Record<string, InstanceTable>;

/** Names of the tables, in the order in which they are written. */
export const tableNames = Object.keys(
  instanceTables,
) as readonly (keyof typeof instanceTables)[];

/** What is written to one table. */
export interface TableWrites {
  /** Values of the columns, row by row. */
  readonly put: readonly (readonly unknown[])[];
  /** Values of the column that says what is removed. */
  readonly removed: readonly unknown[];
}

/** The row of the process instance: its columns after the id, with their PostgreSQL types. */
export const instanceColumnTypes = {
  format: 'int4',
  definition_id: 'text',
  process_key: 'text',
  process_id: 'text',
  owner_ref: 'text',
  state: 'text',
  revision: 'int4',
  last_key: 'int4',
  root_key: 'int4',
  element_count: 'int4',
  incident_count: 'int4',
  variable_bytes: 'int4',
  business_key: 'text',
  started_by: 'text',
  started_at: 'int8',
  ended_at: 'int8',
  remove_at: 'int8',
  caller_instance_id: 'text',
  caller_wait_key: 'int4',
} as const satisfies Record<string, ColumnType>;

export type InstanceColumn = keyof typeof instanceColumnTypes;

/** Its columns after the id. */
export const instanceColumns = Object.keys(
  instanceColumnTypes,
) as readonly InstanceColumn[];

/** Those of them that a command can change. */
export const changingColumns = [
  'definition_id',
  'process_key',
  'process_id',
  'state',
  'revision',
  'last_key',
  'element_count',
  'incident_count',
  'variable_bytes',
  'ended_at',
  'remove_at',
] as const satisfies readonly InstanceColumn[];
