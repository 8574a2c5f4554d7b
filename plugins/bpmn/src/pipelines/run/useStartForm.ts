import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  BpmnApi,
  JsonObject,
  ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../../api';
import { readModel } from '../../diagram/readModel';
import { useLoaded } from '../../parts/useLoaded';

/** How one begins a run by hand. */
export interface StartingForm {
  /** Whether one can. */
  readonly isStartable: boolean;
  /** What is to be filled in; absent: nothing in particular. */
  readonly schema?: JsonObject;
}

/** Finds out what a person fills in to begin a run. */
export function useStartForm(definition: ProcessDefinition) {
  const api = useApi(bpmnApiRef);
  return useLoaded<StartingForm>(
    useCallback(
      signal => findStartForm(api, definition, signal),
      [api, definition],
    ),
  );
}

async function findStartForm(
  api: BpmnApi,
  { id, processId, deploymentId }: ProcessDefinition,
  signal: AbortSignal,
): Promise<StartingForm> {
  const xml = await api.getProcessDefinitionXml(
    { processDefinitionId: id },
    { signal },
  );
  const { startFormId, isStartable } = readModel(xml, processId);
  if (!startFormId) {
    return { isStartable };
  }
  const { resources } = await api.getDeployment({ deploymentId }, { signal });
  for (const { name, contentType } of resources) {
    if (contentType === 'application/json') {
      const input = { deploymentId, name };
      const { content } = await api.getDeploymentResource(input, { signal });
      const schema = readForm(content);
      if (schema?.id === startFormId) {
        return { isStartable, schema };
      }
    }
  }
  return { isStartable };
}

function readForm(text: string): JsonObject | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined; // Another document that was deployed with it.
  }
}
