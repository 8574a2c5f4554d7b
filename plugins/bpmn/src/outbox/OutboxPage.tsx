import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import type { MailState } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useState } from 'react';
import { Shown } from '../parts/Shown';
import { MailList } from './MailList';
import { useMails } from './useMails';

const STATES: readonly (readonly [MailState | '', string])[] = [
  ['', 'All'],
  ['kept', 'Kept here'],
  ['waiting', 'Waiting'],
  ['sent', 'Sent'],
  ['failed', 'Failed'],
];

const useStyles = makeStyles(theme => ({
  state: {
    minWidth: 160,
    '& label:not(.Mui-focused)': { color: theme.palette.text.primary },
  },
}));

/** Mails that processes have sent, or would have sent if there were a mail server. */
export const OutboxPage = () => {
  const [state, setState] = useState<MailState | ''>('');
  const mails = useMails(state || undefined);
  const { next, previous } = mails;
  return (
    <>
      <Box mb={2} display="flex" alignItems="center">
        <Box flexGrow={1} mr={2}>
          <Typography>
            Mails of processes: those of mail tasks, and those that tell people
            of their tasks. Without a mail server they stay here.
          </Typography>
        </Box>
        <StateField state={state} onChoose={setState} />
      </Box>
      <Shown loaded={mails}>
        {({ items }) =>
          items.length > 0 ? (
            <MailList mails={items} />
          ) : (
            <NoMails isFiltered={!!state} />
          )
        }
      </Shown>
      {(next || previous) && (
        <Box mt={2} display="flex" justifyContent="flex-end">
          <Button disabled={!previous} onClick={previous}>
            Newer
          </Button>
          <Button disabled={!next} onClick={next}>
            Older
          </Button>
        </Box>
      )}
    </>
  );
};

const StateField = ({
  state,
  onChoose,
}: {
  readonly state: MailState | '';
  onChoose(state: MailState | ''): void;
}) => (
  <TextField
    id="outbox-state"
    select
    label="State"
    variant="outlined"
    size="small"
    value={state}
    className={useStyles().state}
    SelectProps={{ displayEmpty: true }}
    InputLabelProps={{ shrink: true }}
    onChange={event => onChoose(event.target.value as MailState | '')}
  >
    {STATES.map(([key, label]) => (
      <MenuItem key={key} value={key}>
        {label}
      </MenuItem>
    ))}
  </TextField>
);

const NoMails = ({ isFiltered }: { readonly isFiltered: boolean }) => (
  <Box py={8} textAlign="center" role="status">
    <Typography variant="h5" component="p" gutterBottom>
      {isFiltered ? 'No mail is like that' : 'No mails yet'}
    </Typography>
    <Typography>
      {isFiltered
        ? 'Choose another state to see others.'
        : 'When a process sends a mail, or somebody gets a task, it will be here.'}
    </Typography>
  </Box>
);
