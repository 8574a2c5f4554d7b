import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import type {
  BpmnApi,
  Draft,
  ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../../api';
import { deployedResources } from '../../parts/deployedResources';
import { Deed, useDeed } from '../../parts/useDeed';
import { draftRouteRef } from '../../routes';

/** Opens the draft of a process in the modeler; undefined where there is no modeler. */
export function useEditProcess(
  definition: ProcessDefinition,
): Deed | undefined {
  const api = useApi(bpmnApiRef);
  const draftLink = useRouteRef(draftRouteRef);
  const navigate = useNavigate();
  const deed = useDeed(
    useCallback(async () => {
      const draft = await findOrCreateDraft(api, definition);
      if (draftLink) {
        navigate(draftLink({ draftId: draft.id }));
      }
    }, [api, definition, draftLink, navigate]),
  );
  return draftLink && deed;
}

async function findOrCreateDraft(
  api: BpmnApi,
  { processId, ownerRef, deploymentId }: ProcessDefinition,
): Promise<Draft> {
  const { items } = await api.listDrafts({ processId, ownerRef });
  if (items.length > 0) {
    return items[0];
  }
  const resources = await deployedResources(api, deploymentId);
  return api.createDraft({ body: { processId, ownerRef, resources } });
}
