import { useState } from 'react';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import TextField from '@material-ui/core/TextField';
import { Refused } from '../../parts/Refused';
import { VariablesField } from '../../parts/VariablesField';
import { readObject } from '../../parts/readObject';
import type { Deed } from '../../parts/useDeed';
import type { StartWith } from './useStart';

/** Begins a run of a process that has no form. */
export const PlainStart = ({
  start,
  onClose,
}: {
  start: Deed<StartWith>;
  onClose: () => void;
}) => {
  const [text, setText] = useState('{}');
  const [businessKey, setBusinessKey] = useState('');
  const variables = readObject(text);
  return (
    <>
      <DialogContent>
        <VariablesField
          id="start-variables"
          label="Variables to begin with"
          value={text}
          onChange={setText}
        />
        <TextField
          id="start-key"
          fullWidth
          variant="outlined"
          margin="normal"
          label="Key"
          helperText="What people know this run by. You can leave it empty."
          value={businessKey}
          onChange={event => setBusinessKey(event.target.value)}
        />
        <Refused error={start.error} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={start.isRunning}>
          Cancel
        </Button>
        <Button
          color="primary"
          variant="contained"
          disabled={typeof variables === 'string' || start.isRunning}
          onClick={() =>
            typeof variables !== 'string' &&
            start.run({ variables, ...keyOf(businessKey) })
          }
        >
          Run
        </Button>
      </DialogActions>
    </>
  );
};

function keyOf(typed: string) {
  const businessKey = typed.trim();
  return businessKey ? { businessKey } : {};
}
