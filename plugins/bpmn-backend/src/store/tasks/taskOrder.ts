import type { Knex } from 'knex';
import { toInt4 } from '../instances/toInt4';
import { positionOf, TIME, type Position } from '../cursor';
import type { TaskQuery, TaskRecord, TaskSort } from './TaskRecord';

/** When is due what has no date: the indexes of `user_tasks` know it too. */
const NEVER = Number.MAX_SAFE_INTEGER;

interface Order {
  /** What an index has, besides the id. */
  readonly by: string;
  readonly isDescending?: boolean;
  readonly valueOf: (task: TaskRecord) => number;
  /** The nearest value that the column can have: a cursor of another order may have a larger one. */
  readonly nearest?: (value: number) => number;
}

const ORDERS: Readonly<Record<TaskSort, Order>> = {
  due: {
    by: `coalesce(due_at, ${NEVER})`,
    valueOf: ({ dueAt = NEVER }) => dueAt,
  },
  priority: {
    by: '(-priority)',
    valueOf: ({ priority }) => -priority,
    nearest: toInt4,
  },
  created: {
    by: 'created_at',
    isDescending: true,
    valueOf: ({ createdAt }) => createdAt,
  },
};

/** The place of a task in an order: what is asked for next comes after it. */
export function placeOf(task: TaskRecord, sort: TaskSort): Position {
  return [ORDERS[sort].valueOf(task), task.id];
}

/** Takes a part of an order out of all that a query gives, and one more: by an index, so what came before is not read. */
export function inOrder(
  query: Knex.QueryBuilder,
  { sort, cursor, limit }: Pick<TaskQuery, 'sort' | 'cursor' | 'limit'>,
): Knex.QueryBuilder {
  const { by, isDescending, nearest = same => same } = ORDERS[sort];
  const [direction, beyond] = isDescending ? ['desc', '<'] : ['asc', '>'];
  if (cursor !== undefined) {
    const [given, id] = positionOf(cursor, [TIME, '']);
    const value = nearest(Number(given));
    query
      .whereRaw(`${by} ${beyond}= ?`, [value])
      .whereRaw(`(${by}, id) ${beyond} (?, ?)`, [value, id]);
  }
  return query
    .orderByRaw(`${by} ${direction}, id ${direction}`)
    .limit(limit + 1);
}
