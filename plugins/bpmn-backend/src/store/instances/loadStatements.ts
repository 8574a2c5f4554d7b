/** How a database says what has to be looked up by an index, however many rows an instance has. */
export interface Dialect {
  readonly parameter: (name: Parameter) => string;
  /** Selects what a parameter lists. */
  readonly selectList: (name: Parameter) => string;
  /** Whether a column has one of the values that a statement selects. */
  readonly isIn: (column: string, select: string) => string;
  /** Joins its scope, as `scope`, to each row of `around`. */
  readonly joinScope: string;
}

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
export function partsAround(dialect: Dialect): readonly LoadPart[] {
  const { parameter, selectList, isIn } = dialect;
  const id = parameter('id');
  const keys = 'select key from around';
  return [
    part('elements', id, isIn('key', keys)),
    part('variables', id, isIn('scope_key', keys)),
    part('waits', id, isIn('element_instance_key', keys)),
    part('incidents', id, isIn('element_instance_key', keys)),
    // What was done in a scope that has completed is asked for by its key.
    part(
      'compensations',
      id,
      isIn('scope_key', `${keys} union ${selectList('keys')}`),
    ),
    part('outputs', id, isIn('key', selectList('outputs_of'))),
  ];
}

/** The keys of the element instances that are meant, and of all scopes around them. */
export function around(dialect: Dialect): string {
  const { parameter, selectList, isIn, joinScope } = dialect;
  const ofInstance = `instance_id = ${parameter('id')}`;
  const owners = (table: string, list: Parameter) =>
    `select element_instance_key from ${table} where ${ofInstance} and ${isIn(
      'key',
      selectList(list),
    )}`;
  return `with recursive meant(key) as (
    ${selectList('keys')} union ${owners('waits', 'wait_keys')} union ${owners(
    'incidents',
    'incident_keys',
  )}
  ), around(key, scope_key) as (
    select key, scope_key from element_instances where ${ofInstance} and ${isIn(
    'key',
    'select key from meant',
  )}
    union
    select scope.key, scope.scope_key from around ${joinScope}
  )`;
}
