import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { bpmnApiRef } from '../api';
import { useLoaded } from '../parts/useLoaded';
import { TREND_RUNS } from './Trend';

const EVERY = 15_000;

/**
 * How a pipeline does, and when it runs next.
 *
 * @param isInView - whether anybody sees it: else nothing is asked
 */
export function usePipeline(processId: string, isInView: boolean) {
  const api = useApi(bpmnApiRef);
  return useLoaded(
    useCallback(
      async signal => {
        const [runs, schedules] = await Promise.all([
          api.listInstances({ processId, limit: TREND_RUNS }, { signal }),
          api.listSchedules({ processId }, { signal }),
        ]);
        const due = schedules.items.flatMap(({ dueAt }) => dueAt ?? []);
        return {
          runs: runs.items,
          next: due.sort()[0] as string | undefined,
          isPaused: schedules.items.some(({ pausedAt }) => pausedAt),
        };
      },
      [api, processId],
    ),
    { every: EVERY, isWanted: isInView },
  );
}
