import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import DoneAllIcon from '@material-ui/icons/DoneAll';
import type { InboxTab } from './inboxQuery';

const TEXTS: Readonly<Record<InboxTab, readonly [string, string]>> = {
  mine: [
    'Nothing to do',
    'Tasks that a pipeline assigns to you, and those that you have claimed, will be here.',
  ],
  available: [
    'Nothing waits for your teams',
    'Tasks that one of your teams is asked to do, and that nobody has taken yet, will be here. Claim one to make it yours.',
  ],
};

const NOT_FOUND = [
  'No task is like that',
  'Change the search or the process above to see others.',
] as const;

/** Says why there are no tasks, and which will be here. */
export const EmptyInbox = ({
  tab,
  isFiltered,
}: {
  readonly tab: InboxTab;
  readonly isFiltered: boolean;
}) => {
  const [title, text] = isFiltered ? NOT_FOUND : TEXTS[tab];
  return (
    <Box py={8} px={2} textAlign="center" role="status">
      <DoneAllIcon color="disabled" fontSize="large" aria-hidden />
      <Typography variant="h5" component="p" gutterBottom>
        {title}
      </Typography>
      <Typography>{text}</Typography>
    </Box>
  );
};
