import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import type { MailState } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

const LABELS: Readonly<Record<MailState, string>> = {
  kept: 'Kept here',
  waiting: 'Waiting',
  sent: 'Sent',
  failed: 'Failed',
};

const useStyles = makeStyles(theme => ({
  chip: { margin: 0 },
  failed: {
    color: theme.palette.error.contrastText,
    backgroundColor: theme.palette.error.dark,
  },
}));

/** What became of a mail. */
export const MailStateChip = ({ state }: { readonly state: MailState }) => {
  const classes = useStyles();
  return (
    <Chip
      size="small"
      variant={state === 'failed' ? 'default' : 'outlined'}
      label={LABELS[state]}
      className={state === 'failed' ? classes.failed : classes.chip}
    />
  );
};
