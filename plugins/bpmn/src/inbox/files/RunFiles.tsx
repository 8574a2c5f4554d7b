import { Progress } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useCallback, useState } from 'react';
import { bpmnApiRef } from '../../api';
import { FailureNotice } from '../FailureNotice';
import { useRefreshed } from '../useRefreshed';
import { FileCard } from './FileCard';
import { previewOf } from './previewOf';

/** Files that are open without being asked for: the latest, which a decision is mostly about. */
const OPEN_AT_FIRST = 4;

/** Files to begin with, and as many more each time that more are wanted. */
const PART = 20;

/** Documents and plots of a run so far, the youngest first, and then what can only be downloaded. */
export const RunFiles = ({ instanceId }: { readonly instanceId: string }) => {
  const api = useApi(bpmnApiRef);
  const [limit, setLimit] = useState(PART);
  const load = useCallback(
    (signal: AbortSignal) => api.listFiles({ instanceId, limit }, { signal }),
    [api, instanceId, limit],
  );
  const { value, error, refresh } = useRefreshed(load);
  const files = (value?.items ?? []).map(({ file }) => file);
  const shown = files.filter(file => previewOf(file) !== 'none');
  // What can be looked at comes first.
  const inOrder = [...shown, ...files.filter(file => !shown.includes(file))];
  const open = new Set(shown.slice(0, OPEN_AT_FIRST));

  return (
    <section aria-labelledby="run-files">
      <Typography id="run-files" variant="h6" component="h2" gutterBottom>
        Documents and plots
      </Typography>
      <FailureNotice error={error} onRetry={refresh} />
      {!value && !error && <Progress />}
      {value && files.length === 0 && (
        <Typography color="textSecondary">
          This run has made no files so far.
        </Typography>
      )}
      {inOrder.map(file => (
        <FileCard
          key={file.$file}
          instanceId={instanceId}
          file={file}
          isOpenAtFirst={open.has(file)}
        />
      ))}
      {value?.nextCursor && (
        <Button
          onClick={() => setLimit(before => Math.min(before + PART, 200))}
        >
          Show more
        </Button>
      )}
    </section>
  );
};
