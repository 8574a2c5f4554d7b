import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';

/** A condition on a row: one of its properties has one of these values. */
export interface RowFilter {
  readonly property: string;
  readonly values: readonly string[];
}

/** Conditions on rows, as a permission policy combines them. Absent: every row. */
export type RowCriteria = PermissionCriteria<RowFilter> | undefined;

/** Which column each property is in; or how a property is asked for that is no column. */
export type Columns = Readonly<
  Record<
    string,
    string | ((query: Knex.QueryBuilder, values: readonly string[]) => void)
  >
>;

/**
 * Narrows a query to the rows that match: permissions are part of the question, never a filter of the answer, so that pages are full and
 * counts are right.
 */
export function whereMatching(
  query: Knex.QueryBuilder,
  criteria: RowCriteria,
  columns: Columns,
): void {
  if (criteria) {
    query.where(group => addCriteria(group, criteria, columns));
  }
}

function addCriteria(
  query: Knex.QueryBuilder,
  criteria: NonNullable<RowCriteria>,
  columns: Columns,
): void {
  if ('allOf' in criteria) {
    for (const part of criteria.allOf) {
      query.where(group => addCriteria(group, part, columns));
    }
  } else if ('anyOf' in criteria) {
    for (const part of criteria.anyOf) {
      query.orWhere(group => addCriteria(group, part, columns));
    }
  } else if ('not' in criteria) {
    query.whereNot(group => addCriteria(group, criteria.not, columns));
  } else {
    const column = columns[criteria.property];
    if (!column) {
      throw new Error(
        `Expected a property of ${Object.keys(columns).join(', ')}, but found ${
          criteria.property
        }`,
      );
    }
    if (typeof column === 'function') {
      column(query, criteria.values);
    } else {
      query.whereIn(column, criteria.values);
    }
  }
}
