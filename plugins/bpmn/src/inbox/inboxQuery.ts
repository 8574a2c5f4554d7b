import type { TaskQuery } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Which tasks an inbox shows: those of a person, or those that their teams are asked to do and nobody has taken. */
export type InboxTab = 'mine' | 'available';

/** What is chosen above the list. It is kept in the address of the page. */
export interface InboxChoice {
  readonly tab: InboxTab;
  readonly search: string;
  readonly processId: string;
  readonly sort: NonNullable<TaskQuery['sort']>;
}

const SORTS = ['due', 'priority', 'created'] as const;

/** Reads what is chosen from the address. */
export function choiceOf(params: URLSearchParams): InboxChoice {
  const sort = SORTS.find(one => one === params.get('sort'));
  return {
    tab: params.get('of') === 'teams' ? 'available' : 'mine',
    search: params.get('search') ?? '',
    processId: params.get('process') ?? '',
    sort: sort ?? 'due',
  };
}

/** The address of what is chosen: what goes without saying is not in it. */
export function paramsOf(choice: InboxChoice): Record<string, string> {
  const { tab, search, processId, sort } = choice;
  return {
    ...(tab === 'available' && { of: 'teams' }),
    ...(search && { search }),
    ...(processId && { process: processId }),
    ...(sort !== 'due' && { sort }),
  };
}

/** What is chosen as the back end is asked for it. */
export function queryOf(choice: InboxChoice): TaskQuery {
  const { tab: scope, search, processId, sort } = choice;
  return {
    scope,
    sort,
    ...(search.trim() && { search: search.trim() }),
    ...(processId && { processId }),
  };
}
