import { useApi } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useRef } from 'react';
import { bpmnApiRef } from '../../api';
import { canBeSeen, FileView } from '../../files';
import { Shown } from '../../parts/Shown';
import { useLoaded } from '../../parts/useLoaded';
import { POLLING } from '../useTaskSignals';

const useStyles = makeStyles(theme => ({
  file: {
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
}));

/** Files that are open without being asked for: the latest, which a decision is mostly about. */
const OPEN_AT_FIRST = 4;

/** Files to begin with, and as many more each time that more are wanted. */
const PART = 20;

/** Most files that one can ask for. */
const MOST = 200;

/** Documents and plots of a run so far, the youngest first, and then what can only be downloaded. */
export const RunFiles = ({ instanceId }: { readonly instanceId: string }) => {
  const api = useApi(bpmnApiRef);
  // What is shown stays while more of it is on the way.
  const limit = useRef(PART);
  const loaded = useLoaded(
    useCallback(
      signal => api.listFiles({ instanceId, limit: limit.current }, { signal }),
      [api, instanceId],
    ),
    { every: POLLING },
  );

  return (
    <section aria-labelledby="run-files">
      <Typography id="run-files" variant="h6" component="h2" gutterBottom>
        Documents and plots
      </Typography>
      <Shown loaded={loaded}>
        {({ items, nextCursor }) => (
          <>
            <FileList
              files={items.map(({ file }) => file)}
              instanceId={instanceId}
            />
            {nextCursor && limit.current < MOST && (
              <Button
                onClick={() => {
                  limit.current = Math.min(limit.current + PART, MOST);
                  loaded.reload();
                }}
              >
                Show more
              </Button>
            )}
          </>
        )}
      </Shown>
    </section>
  );
};

const FileList = ({
  files,
  instanceId,
}: {
  readonly files: readonly FileReference[];
  readonly instanceId: string;
}) => {
  const classes = useStyles();
  if (files.length === 0) {
    return <Typography>This run has made no files so far.</Typography>;
  }
  const seen = files.filter(canBeSeen);
  const open = new Set(seen.slice(0, OPEN_AT_FIRST));
  // What can be looked at comes first.
  return (
    <>
      {[...seen, ...files.filter(file => !canBeSeen(file))].map(file => (
        <div key={file.$file} className={classes.file}>
          <FileView
            instanceId={instanceId}
            file={file}
            isFolded={!open.has(file)}
          />
        </div>
      ))}
    </>
  );
};
