/** How a database takes a list of keys as a parameter. */
export type ListOf = (parameter: Parameter) => string;

/** Parameters of the statements, in order. */
export const loadParameters = [
  'id',
  'keys',
  'wait_keys',
  'incident_keys',
  'outputs_of',
] as const;
export type Parameter = (typeof loadParameters)[number];

/** A part of what is loaded: the table it is from, as the engine calls it, and the statement. */
export interface LoadPart {
  readonly name: LoadedTable;
  readonly sql: string;
}

export type LoadedTable =
  | 'elements'
  | 'variables'
  | 'waits'
  | 'incidents'
  | 'compensations'
  | 'outputs'
  | 'held';

const COLUMNS: Readonly<Record<LoadedTable, string>> = {
  elements:
    'key, element_id, scope_key, lifecycle, children, tokens, loop_counter, details from element_instances',
  variables: 'scope_key, name, value from variables',
  waits: 'key, details from waits',
  incidents: 'key, details from incidents',
  compensations: 'key, details from compensations',
  outputs: 'key, loop_counter, value from loop_outputs',
  held: 'position, details from held_commands',
};

const ORDER: Readonly<Record<LoadedTable, string>> = {
  elements: 'key',
  variables: 'scope_key',
  waits: 'key',
  incidents: 'key',
  compensations: 'key',
  outputs: 'key, loop_counter',
  held: 'position',
};

const part = (name: LoadedTable, id: string, condition = ''): LoadPart => ({
  name,
  sql: `select ${COLUMNS[name]} where instance_id = ${id} ${
    condition && `and ${condition}`
  } order by ${ORDER[name]}`,
});

/** Everything of an instance. */
export const allParts = (id: string): readonly LoadPart[] =>
  (Object.keys(COLUMNS) as LoadedTable[]).map(name => part(name, id));

/**
 * What surrounds some element instances, waits and incidents: these with all scopes around them, and what belongs to those directly. It is
 * preceded by {@link around}.
 */
export function partsAround(
  parameter: (name: Parameter) => string,
  listOf: ListOf,
): readonly LoadPart[] {
  const id = parameter('id');
  const keys = '(select key from around)';
  return [
    part('elements', id, `key in ${keys}`),
    part('variables', id, `scope_key in ${keys}`),
    part('waits', id, `element_instance_key in ${keys}`),
    part('incidents', id, `element_instance_key in ${keys}`),
    // What was done in a scope that has completed is asked for by its key.
    part(
      'compensations',
      id,
      `(scope_key in ${keys} or scope_key in ${listOf('keys')})`,
    ),
    part('outputs', id, `key in ${listOf('outputs_of')}`),
  ];
}

/** The keys of the element instances that are meant, and of all scopes around them. */
export function around(
  parameter: (name: Parameter) => string,
  listOf: ListOf,
): string {
  const id = parameter('id');
  const owners = (table: string, list: Parameter) =>
    `select element_instance_key from ${table} where instance_id = ${id} and key in ${listOf(
      list,
    )}`;
  return `with recursive around(key, scope_key) as (
    select key, scope_key from element_instances where instance_id = ${id}
      and (key in ${listOf('keys')} or key in (${owners(
    'waits',
    'wait_keys',
  )}) or key in (${owners('incidents', 'incident_keys')}))
    union
    select scope.key, scope.scope_key from element_instances scope
      join around on scope.key = around.scope_key where scope.instance_id = ${id}
  )`;
}
