import type { Knex } from 'knex';
import type { Related } from './Related';
import type { TaskState } from './TaskRecord';

type Condition = (query: Knex.QueryBuilder, refs: readonly string[]) => void;

/** How it is asked whose tasks are. */
export interface PeopleConditions {
  /** A task is assigned to one of some people and groups. Never null: that it is not can be asked for as well. */
  readonly isAssigned: Condition;
  /** One of them is asked to do it. */
  readonly isAsked: Condition;
}

/** How it is asked whose tasks of a state are, where people are related to others. */
export function peopleConditions(
  state: TaskState,
  {
    related,
    isPostgres,
  }: { readonly related: Related; readonly isPostgres: boolean },
): PeopleConditions {
  return {
    isAssigned: assignedTo(related),
    isAsked:
      state === 'open'
        ? isAskedNow(related)
        : wasAsked(related, candidatesOf(isPostgres)),
  };
}

/** Narrows a query to tasks that nobody has: neither by name nor by a relation that names somebody. */
export function whereUnassigned(query: Knex.QueryBuilder): void {
  query
    .whereNull('assignee')
    .where(free =>
      free
        .whereNull('assignee_relation')
        .orWhereNotExists(named =>
          named
            .select('ref')
            .from('relation_people')
            .whereRaw(
              'relation_people.relation = user_tasks.assignee_relation',
            ),
        ),
    );
}

function assignedTo({ firstTo }: Related): Condition {
  return (query, refs) => {
    const byName = (named: Knex.QueryBuilder) =>
      named.whereNotNull('assignee').whereIn('assignee', refs);
    const relations = firstTo(refs);
    if (Array.isArray(relations) && relations.length === 0) {
      byName(query);
      return;
    }
    query.where(byName).orWhere(related =>
      related
        .whereNull('assignee')
        .whereNotNull('assignee_relation')
        .whereIn('assignee_relation', relations as readonly string[]),
    );
  };
}

/** The table has what is open, and nothing else. */
function isAskedNow(related: Related): Condition {
  return (query, refs) => {
    query.whereExists(asked =>
      asked
        .from('user_task_candidates as c')
        .whereRaw('c.instance_id = user_tasks.instance_id')
        .whereRaw('c.key = user_tasks.key')
        .where(who => whereOneOf(who, { column: 'c.ref', refs, related })),
    );
  };
}

function candidatesOf(isPostgres: boolean): string {
  return isPostgres
    ? 'json_array_elements_text(user_tasks.candidates::json) as c(value)'
    : 'json_each(user_tasks.candidates) as c';
}

function wasAsked(related: Related, candidates: string): Condition {
  return (query, refs) => {
    query.whereExists(asked =>
      asked
        .fromRaw(candidates)
        .where(who => whereOneOf(who, { column: 'c.value', refs, related })),
    );
  };
}

/** A relation is whom it names; one that names nobody is whoever owns the process. */
function whereOneOf(
  query: Knex.QueryBuilder,
  {
    column,
    refs,
    related,
  }: {
    readonly column: string;
    readonly refs: readonly string[];
    readonly related: Related;
  },
): void {
  const relations = related.to(refs);
  if (typeof relations === 'function') {
    query.whereIn(column, refs).orWhereIn(column, relations);
  } else {
    query.whereIn(column, [...refs, ...relations]);
  }
  if (related.hasNobody) {
    query.orWhere(owned =>
      owned
        .whereIn('user_tasks.owner_ref', refs)
        .whereIn(column, nobody =>
          nobody.select('name').from('people_relations').where({ people: 0 }),
        ),
    );
  }
}
