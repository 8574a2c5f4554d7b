import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import type { Draft } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { DateTime } from 'luxon';
import { useCallback, useState } from 'react';
import { bpmnApiRef } from '../../api';
import { Shown } from '../../parts/Shown';
import { useLoaded } from '../../parts/useLoaded';
import { draftRouteRef } from '../../routes';
import type { Choice } from '../panel/panelData';

const AT_FIRST = 20;

/** Most that one can ask for. */
const MOST = 200;

/** Drafts to go on with. */
export const DraftList = ({ groups }: { groups: readonly Choice[] }) => {
  const api = useApi(bpmnApiRef);
  const [limit, setLimit] = useState(AT_FIRST);
  const loaded = useLoaded(
    useCallback(signal => api.listDrafts({ limit }, { signal }), [api, limit]),
  );

  return (
    <Box marginTop={5}>
      <Typography variant="h4" component="h2">
        Or go on with a draft
      </Typography>
      <Shown loaded={loaded}>
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 && <Typography>There are none yet.</Typography>}
            <List dense aria-label="Drafts">
              {items.map(draft => (
                <DraftItem key={draft.id} draft={draft} groups={groups} />
              ))}
            </List>
            {nextCursor && limit < MOST && (
              <Button onClick={() => setLimit(limit + AT_FIRST)}>
                Show more
              </Button>
            )}
          </>
        )}
      </Shown>
    </Box>
  );
};

const DraftItem = ({
  draft: { id, processId, ownerRef, savedAt },
  groups,
}: {
  draft: Draft;
  groups: readonly Choice[];
}) => {
  const draftPath = useRouteRef(draftRouteRef);
  const owner = groups.find(({ value }) => value === ownerRef)?.label;
  return (
    <ListItem disableGutters>
      <ListItemText
        primary={
          <Link to={draftPath?.({ draftId: id }) ?? `/modeler/${id}`}>
            {processId}
          </Link>
        }
        secondary={`${owner ?? ownerRef}, saved ${DateTime.fromISO(
          savedAt,
        ).toRelative()}`}
      />
    </ListItem>
  );
};
