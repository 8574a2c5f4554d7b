import type { Knex } from 'knex';
import type { RowCriteria } from '../matching';
import type { TaskFilters } from './TaskRecord';

/** Relations as a condition takes them: by name, or as the query that finds them where they are many. */
export type RelationNames =
  | readonly string[]
  | ((query: Knex.QueryBuilder) => void);

/** What people and groups are to others, as far as tasks are concerned. */
export interface Related {
  /** Relations that name one of them, at any place. */
  readonly to: (refs: readonly string[]) => RelationNames;
  /** Relations that name one of them first: whom a task is assigned to. */
  readonly firstTo: (refs: readonly string[]) => RelationNames;
  /** Whether there are relations that name nobody. */
  readonly hasNobody: boolean;
}

/** Nobody is anything to anybody. */
export const NO_RELATED: Related = {
  to: () => [],
  firstTo: () => [],
  hasNobody: false,
};

/** Where they are many, each condition is a query. */
const ASKED: Omit<Related, 'hasNobody'> = {
  to: refs => query => {
    query.select('relation').from('relation_people').whereIn('ref', refs);
  },
  firstTo: refs => query => {
    query
      .select('relation')
      .from('relation_people')
      .whereIn('ref', refs)
      .where({ position: 0 });
  },
};

/** So many names can be in a condition; with more of them it is a query in it. */
const MOST_NAMED = 500;

/** Reads what those are to others whom filters name: so that a condition has to look only for what there is. */
export async function readRelated(
  knex: Knex,
  { assignees = [], candidates = [], criteria }: TaskFilters,
): Promise<Related> {
  const refs = [...assignees, ...candidates, ...refsIn(criteria)];
  if (refs.length === 0) {
    return NO_RELATED;
  }
  const rows = await knex('relation_people')
    .whereIn('ref', [...new Set(refs)])
    .limit(MOST_NAMED + 1)
    .select('relation', 'position', 'ref');
  const nobody = await knex('people_relations')
    .where({ people: 0 })
    .first('name');
  const hasNobody = nobody !== undefined;
  return rows.length > MOST_NAMED
    ? { ...ASKED, hasNobody }
    : { ...listed(rows), hasNobody };
}

function listed(rows: readonly any[]): Omit<Related, 'hasNobody'> {
  const named = (refs: readonly string[], found: readonly any[]) => [
    ...new Set<string>(
      found.filter(({ ref }) => refs.includes(ref)).map(row => row.relation),
    ),
  ];
  const first = rows.filter(({ position }) => position === 0);
  return {
    to: refs => named(refs, rows),
    firstTo: refs => named(refs, first),
  };
}

/** Properties of tasks that name people. */
const PEOPLE = ['assignee', 'candidates'];

function refsIn(criteria: RowCriteria): readonly string[] {
  if (!criteria) {
    return [];
  }
  if ('allOf' in criteria) {
    return criteria.allOf.flatMap(refsIn);
  }
  if ('anyOf' in criteria) {
    return criteria.anyOf.flatMap(refsIn);
  }
  if ('not' in criteria) {
    return refsIn(criteria.not);
  }
  return PEOPLE.includes(criteria.property) ? criteria.values : [];
}
