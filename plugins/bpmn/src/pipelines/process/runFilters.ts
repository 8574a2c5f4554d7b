import type { InstanceQuery } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { RunOutcome } from '../../parts/RunState';

/** What a filter asks the back end for. */
export const RUN_FILTERS: Readonly<
  Record<
    RunOutcome | 'all',
    Pick<InstanceQuery, 'state' | 'hasIncident' | 'hasOpenTasks'>
  >
> = {
  all: {},
  running: { state: ['active'], hasIncident: false, hasOpenTasks: false },
  waiting: { state: ['active'], hasIncident: false, hasOpenTasks: true },
  incident: { state: ['active'], hasIncident: true },
  suspended: { state: ['suspended'] },
  completed: { state: ['completed'] },
  cancelled: { state: ['terminated'] },
};

/** A filter of the list of runs. */
export type RunFilter = keyof typeof RUN_FILTERS;
