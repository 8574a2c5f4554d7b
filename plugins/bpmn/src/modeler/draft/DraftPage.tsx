import { Content } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { bpmnApiRef } from '../../api';
import { Shown } from '../../parts/Shown';
import { useLoaded } from '../../parts/useLoaded';
import { DraftEditor } from './DraftEditor';

/** Reads a draft and opens it. */
export const DraftPage = () => {
  const { draftId = '' } = useParams();
  const api = useApi(bpmnApiRef);
  const loaded = useLoaded(
    useCallback(
      signal => api.getDraft({ draftId }, { signal }),
      [api, draftId],
    ),
  );
  return loaded.value ? (
    <DraftEditor
      key={`${loaded.value.id} ${loaded.value.revision}`}
      draft={loaded.value}
      onReload={loaded.reload}
    />
  ) : (
    <Content>
      <Shown loaded={loaded}>{() => null}</Shown>
    </Content>
  );
};
