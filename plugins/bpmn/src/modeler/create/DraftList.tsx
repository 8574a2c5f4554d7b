import { Link, Progress, ResponseErrorPanel } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import { DateTime } from 'luxon';
import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { bpmnApiRef } from '../../api';
import { draftRouteRef } from '../../routes';
import type { Choice } from '../panel/panelData';

const AT_FIRST = 20;

/** Drafts to go on with. */
export const DraftList = ({ groups }: { groups: readonly Choice[] }) => {
  const api = useApi(bpmnApiRef);
  const draftPath = useRouteRef(draftRouteRef);
  const [limit, setLimit] = useState(AT_FIRST);
  const { value, loading, error, retry } = useAsyncRetry(
    () => api.listDrafts({ limit }),
    [api, limit],
  );
  const label = (ref: string) =>
    groups.find(group => group.value === ref)?.label ?? ref;

  return (
    <Box marginTop={5}>
      <Typography variant="h4" component="h2">
        Or go on with a draft
      </Typography>
      {loading && !value && <Progress />}
      {error && (
        <>
          <ResponseErrorPanel error={error} />
          <Button onClick={retry}>Try again</Button>
        </>
      )}
      {value?.items.length === 0 && (
        <Typography color="textSecondary">There are none yet.</Typography>
      )}
      <List dense aria-label="Drafts">
        {value?.items.map(({ id, processId, ownerRef, savedAt }) => (
          <ListItem key={id} disableGutters>
            <ListItemText
              primary={
                <Link to={draftPath?.({ draftId: id }) ?? `/modeler/${id}`}>
                  {processId}
                </Link>
              }
              secondary={`${label(ownerRef)}, saved ${DateTime.fromISO(
                savedAt,
              ).toRelative()}`}
            />
          </ListItem>
        ))}
      </List>
      {value?.nextCursor && (
        <Button onClick={() => setLimit(limit + AT_FIRST)}>Show more</Button>
      )}
    </Box>
  );
};
