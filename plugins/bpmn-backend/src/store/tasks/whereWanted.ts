import type { Knex } from 'knex';
import { searchText } from '../instances/searchText';
import { whereMatching, type Columns } from '../matching';
import type { TaskFilters } from './TaskRecord';

/** Whether one of some people and groups is asked to do a task. */
type IsAsked = (query: Knex.QueryBuilder, refs: readonly string[]) => void;

/** The table has what is open, and nothing else. */
const isAskedNow: IsAsked = (query, refs) => {
  query.whereExists(asked =>
    asked
      .from('user_task_candidates as c')
      .whereRaw('c.instance_id = user_tasks.instance_id')
      .whereRaw('c.key = user_tasks.key')
      .whereIn('c.ref', refs),
  );
};

const wasAsked =
  (isPostgres: boolean): IsAsked =>
  (query, refs) => {
    query.whereExists(asked =>
      asked
        .fromRaw(
          isPostgres
            ? 'json_array_elements_text(user_tasks.candidates::json) as c(value)'
            : 'json_each(user_tasks.candidates) as c',
        )
        .whereIn('c.value', refs),
    );
  };

const columns = (isAsked: IsAsked): Columns => ({
  ownerRef: 'owner_ref',
  processKey: 'process_key',
  // Not null: what is assigned to nobody is not assigned to them, and that can be asked for as well.
  assignee: (query, refs) => {
    query.whereNotNull('assignee').whereIn('assignee', refs);
  },
  candidates: isAsked,
});

/** Narrows a query of `user_tasks` to those that are wanted. */
export function whereWanted(
  query: Knex.QueryBuilder,
  filters: TaskFilters,
  isPostgres: boolean,
): void {
  const { state, processKey, ownerRef, instanceId, businessKey } = filters;
  query.where({
    state,
    ...(processKey !== undefined && { process_key: processKey }),
    ...(ownerRef !== undefined && { owner_ref: ownerRef }),
    ...(instanceId !== undefined && { instance_id: instanceId }),
    ...(businessKey !== undefined && { business_key: businessKey }),
  });
  const isAsked = state === 'open' ? isAskedNow : wasAsked(isPostgres);
  wherePeople(query, filters, isAsked);
  whereBetween(query, filters);
  if (filters.search !== undefined) {
    const escaped = searchText(filters.search).replace(/[\\%_]/g, '\\$&');
    query.whereRaw(`search_text like ? escape '\\'`, [`%${escaped}%`]);
  }
  whereMatching(query, filters.criteria, columns(isAsked));
}

function whereBetween(query: Knex.QueryBuilder, filters: TaskFilters): void {
  for (const [column, operator, value] of [
    ['created_at', '>=', filters.createdAfter],
    ['created_at', '<', filters.createdBefore],
    ['due_at', '>=', filters.dueAfter],
    ['due_at', '<', filters.dueBefore],
  ] as const) {
    if (value !== undefined) {
      query.where(column, operator, value);
    }
  }
}

function wherePeople(
  query: Knex.QueryBuilder,
  { assignees, isUnassigned, candidates, completedBy }: TaskFilters,
  isAsked: IsAsked,
): void {
  if (assignees) {
    query.whereIn('assignee', assignees);
  }
  if (completedBy !== undefined) {
    query.where('completed_by', completedBy);
  }
  if (isUnassigned) {
    query.whereNull('assignee');
  }
  if (candidates) {
    query.where(group => isAsked(group, candidates));
  }
}
