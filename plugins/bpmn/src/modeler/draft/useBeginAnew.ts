import { useApi } from '@backstage/frontend-plugin-api';
import type { DraftDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../../api';
import { deployedResources } from '../../parts/deployedResources';
import { useDeed, type Deed } from '../../parts/useDeed';
import type { Editor } from './useEditor';

/** Puts what was deployed in the place of all that a draft holds. */
export function useBeginAnew(
  { saver }: Editor,
  onDone: (draft: DraftDetails) => void,
): Deed<string> {
  const api = useApi(bpmnApiRef);
  return useDeed(async (deploymentId: string) => {
    const resources = await deployedResources(api, deploymentId);
    await saver.flush();
    const { id: draftId, revision: ifRevision } = saver.saved;
    const saved = await api.saveDraft({
      draftId,
      body: { resources, ifRevision },
    });
    saver.replace(saved);
    onDone({ ...saved, resources });
  });
}
