import type { Knex } from 'knex';
import { searchText } from '../instances/searchText';
import { whereMatching } from '../matching';
import {
  peopleConditions,
  whereUnassigned,
  type PeopleConditions,
} from './peopleConditions';
import type { Related } from './Related';
import type { TaskFilters } from './TaskRecord';

/** Narrows a query of `user_tasks` to those that are wanted. */
export function whereWanted(
  query: Knex.QueryBuilder,
  filters: TaskFilters,
  given: { readonly related: Related; readonly isPostgres: boolean },
): void {
  const { state, processKey, ownerRef, instanceId, businessKey } = filters;
  query.where({
    state,
    ...(processKey !== undefined && { process_key: processKey }),
    ...(ownerRef !== undefined && { owner_ref: ownerRef }),
    ...(instanceId !== undefined && { instance_id: instanceId }),
    ...(businessKey !== undefined && { business_key: businessKey }),
  });
  const people = peopleConditions(state, given);
  wherePeople(query, filters, people);
  whereBetween(query, filters);
  if (filters.search !== undefined) {
    const escaped = searchText(filters.search).replace(/[\\%_]/g, '\\$&');
    query.whereRaw(`search_text like ? escape '\\'`, [`%${escaped}%`]);
  }
  whereMatching(query, filters.criteria, {
    ownerRef: 'owner_ref',
    processKey: 'process_key',
    assignee: people.isAssigned,
    candidates: people.isAsked,
  });
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
  { isAssigned, isAsked }: PeopleConditions,
): void {
  if (assignees) {
    query.where(group => isAssigned(group, assignees));
  }
  if (completedBy !== undefined) {
    query.where('completed_by', completedBy);
  }
  if (isUnassigned) {
    whereUnassigned(query);
  }
  if (candidates) {
    query.where(group => isAsked(group, candidates));
  }
}
