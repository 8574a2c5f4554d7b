import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import type { Draft } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { DateTime } from 'luxon';
import { useEffect, useRef, useState } from 'react';
import { Shown } from '../../parts/Shown';
import { draftRouteRef } from '../../routes';
import { DeleteDraftButton } from '../draft/DeleteDraftButton';
import type { Choice } from '../panel/panelData';
import { useOwnDrafts } from './useOwnDrafts';

const AT_FIRST = 20;

/** Most that one can ask for. */
const MOST = 200;

/** Drafts of one's own teams, to go on with. */
export const DraftList = ({ groups }: { groups: readonly Choice[] }) => {
  const [limit, setLimit] = useState(AT_FIRST);
  const loaded = useOwnDrafts(groups, limit);
  const title = useRef<HTMLHeadingElement>(null);
  const isDeleted = useRef(false);
  useEffect(() => {
    if (isDeleted.current) {
      isDeleted.current = false;
      // The button that had the focus is gone.
      title.current?.focus();
    }
  }, [loaded.value]);
  const showWhatIsLeft = () => {
    isDeleted.current = true;
    loaded.reload();
  };

  return (
    <Box marginTop={5}>
      <Typography ref={title} variant="h4" component="h2" tabIndex={-1}>
        Or go on with a draft
      </Typography>
      <Shown loaded={loaded}>
        {({ items, hasMore }) => (
          <>
            {items.length === 0 && <Typography>There are none yet.</Typography>}
            <List dense aria-label="Drafts">
              {items.map(draft => (
                <DraftItem
                  key={draft.id}
                  draft={draft}
                  groups={groups}
                  onDeleted={showWhatIsLeft}
                />
              ))}
            </List>
            {hasMore && limit < MOST && (
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
  draft,
  groups,
  onDeleted,
}: {
  draft: Draft;
  groups: readonly Choice[];
  onDeleted: () => void;
}) => {
  const { id, processId, ownerRef, savedAt } = draft;
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
      <DeleteDraftButton draft={draft} onDeleted={onDeleted} />
    </ListItem>
  );
};
