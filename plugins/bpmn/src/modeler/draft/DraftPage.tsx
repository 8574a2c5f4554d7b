import { Content } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { DraftDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useState } from 'react';
import { useParams } from 'react-router-dom';
import { bpmnApiRef } from '../../api';
import { Shown } from '../../parts/Shown';
import { useLoaded } from '../../parts/useLoaded';
import { DraftEditor } from './DraftEditor';

/** Reads a draft and opens it. */
export const DraftPage = () => {
  const { draftId = '' } = useParams();
  const loaded = useDraft(draftId);
  const [newer, setNewer] = useState<{
    readonly draft: DraftDetails;
    readonly insteadOf?: object;
  }>();
  if (!loaded.value) {
    return (
      <Content>
        <Shown loaded={loaded}>{() => null}</Shown>
      </Content>
    );
  }
  const { isOwn } = loaded.value;
  const { draft } = newer?.insteadOf === loaded.value ? newer : loaded.value;
  return (
    <DraftEditor
      key={`${draft.id} ${draft.revision}`}
      draft={draft}
      isReadOnly={!isOwn}
      onOpen={opened => setNewer({ draft: opened, insteadOf: loaded.value })}
    />
  );
};

/** A draft, and whether whoever is signed in is a member of the team whose it is: nobody else can save it. */
function useDraft(draftId: string) {
  const api = useApi(bpmnApiRef);
  const identity = useApi(identityApiRef);
  return useLoaded(
    useCallback(
      async signal => {
        const [draft, { ownershipEntityRefs }] = await Promise.all([
          api.getDraft({ draftId }, { signal }),
          identity.getBackstageIdentity(),
        ]);
        return { draft, isOwn: ownershipEntityRefs.includes(draft.ownerRef) };
      },
      [api, identity, draftId],
    ),
  );
}
