import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ElementInstance,
  Incident,
  ProcessInstance,
  Variable,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { allOf, bpmnApiRef, type Some } from '../api';
import { Loaded, useLoaded } from '../parts/useLoaded';

/** Most element instances, incidents and variables that one page shows. */
const MOST = 1000;

/** Where a run stands. */
export interface Run {
  readonly instance: ProcessInstance;
  readonly elements: Some<ElementInstance>;
  readonly incidents: Some<Incident>;
  readonly variables: Some<Variable>;
}

/** Loads where a run stands. */
export function useRun(instanceId: string): Loaded<Run> {
  const api = useApi(bpmnApiRef);
  return useLoaded(
    useCallback(
      async signal => {
        // What is asked for first may be older than the rest, never newer: whoever follows from its revision on misses nothing.
        const instance = await api.getInstance({ instanceId }, { signal });
        const [elements, incidents, variables] = await Promise.all([
          allOf(MOST, page =>
            api.listElementInstances({ instanceId, ...page }, { signal }),
          ),
          allOf(MOST, page =>
            api.listIncidents({ instanceId, ...page }, { signal }),
          ),
          allOf(MOST, page =>
            api.listVariables({ instanceId, ...page }, { signal }),
          ),
        ]);
        return { instance, elements, incidents, variables };
      },
      [api, instanceId],
    ),
  );
}
