import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { bpmnApiRef } from '../api';
import { Loaded, useLoaded } from '../parts/useLoaded';
import { ProcessModel, readModel } from './readModel';

/** A version of a process, drawn and read. */
export interface LoadedModel {
  readonly xml: string;
  readonly model: ProcessModel;
}

/** Loads the model of a version of a process. */
export function useModel(
  processDefinitionId: string,
  processId: string,
): Loaded<LoadedModel> {
  const api = useApi(bpmnApiRef);
  return useLoaded(
    useCallback(
      async signal => {
        const input = { processDefinitionId };
        const xml = await api.getProcessDefinitionXml(input, { signal });
        return { xml, model: readModel(xml, processId) };
      },
      [api, processDefinitionId, processId],
    ),
  );
}
