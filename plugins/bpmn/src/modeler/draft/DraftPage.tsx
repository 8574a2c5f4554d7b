import {
  Content,
  Progress,
  ResponseErrorPanel,
} from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { useParams } from 'react-router-dom';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { bpmnApiRef } from '../../api';
import { DraftEditor } from './DraftEditor';

/** Reads a draft and opens it. */
export const DraftPage = () => {
  const { draftId = '' } = useParams();
  const api = useApi(bpmnApiRef);
  const { value, error, loading, retry } = useAsyncRetry(
    () => api.getDraft({ draftId }),
    [api, draftId],
  );
  if (error) {
    return (
      <Content>
        <ResponseErrorPanel error={error} />
        <Button onClick={retry}>Try again</Button>
      </Content>
    );
  }
  return value && !loading ? (
    <DraftEditor
      key={`${value.id} ${value.revision}`}
      draft={value}
      onReload={retry}
    />
  ) : (
    <Progress />
  );
};
