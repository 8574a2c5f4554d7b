import type { TaskFilters } from '../store/tasks';
import type { Caller } from './Caller';

/** Tasks that are assigned to somebody, or that they can take. */
export type TaskScope = 'mine' | 'available';

type Scoped = Pick<TaskFilters, 'criteria' | 'isUnassigned'>;

/** Adds what a scope means for somebody to what a policy lets them see. */
export function inScope(
  scope: TaskScope | undefined,
  { refs: values }: Caller,
  criteria: TaskFilters['criteria'],
): Scoped {
  const and = (property: string): Scoped['criteria'] => {
    const own = { property, values };
    return criteria ? { allOf: [own, criteria] } : own;
  };
  switch (scope) {
    case 'mine':
      return { criteria: and('assignee') };
    case 'available':
      return { criteria: and('candidates'), isUnassigned: true };
    case undefined:
      return { criteria };
    default:
      throw new Error(`Unknown scope ${scope satisfies never}`);
  }
}
