import { useApi } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useCallback, useState } from 'react';
import { bpmnApiRef } from '../../api';
import { Refused } from '../../parts/Refused';
import { useDeed } from '../../parts/useDeed';
import { usePeople, type Person } from './usePeople';

/** Asks whom a task is for from now on. */
export const ReassignDialog = ({
  taskId,
  onClose,
  onAssigned,
}: {
  readonly taskId: string;
  onClose(): void;
  onAssigned(): void;
}) => {
  const [person, setPerson] = useState<Person | null>(null);
  const api = useApi(bpmnApiRef);
  const assign = useDeed(
    useCallback(
      async (assignee: string) => {
        await api.assignTask({ taskId, body: { assignee } });
        onAssigned();
        onClose();
      },
      [api, taskId, onAssigned, onClose],
    ),
  );

  return (
    <Dialog
      open
      fullWidth
      maxWidth="xs"
      onClose={onClose}
      aria-labelledby="reassign-title"
    >
      <DialogTitle id="reassign-title">Reassign this task</DialogTitle>
      <DialogContent>
        <Refused error={assign.error} />
        <PersonField person={person} onChoose={setPerson} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={!person || assign.isRunning}
          onClick={() => assign.run(person!.ref)}
        >
          Reassign
        </Button>
      </DialogActions>
    </Dialog>
  );
};

const PersonField = ({
  person,
  onChoose,
}: {
  readonly person: Person | null;
  onChoose(person: Person | null): void;
}) => {
  const [typed, setTyped] = useState('');
  const people = usePeople(person?.name === typed ? '' : typed);
  return (
    <Autocomplete
      id="reassign-person"
      value={person}
      options={[...people]}
      filterOptions={found => found}
      getOptionLabel={({ name }) => name}
      getOptionSelected={(one, other) => one.ref === other.ref}
      renderOption={({ name, ref }) => (
        <div>
          {name}
          <Typography variant="body2" color="textSecondary">
            {ref}
          </Typography>
        </div>
      )}
      onChange={(_, chosen) => onChoose(chosen)}
      onInputChange={(_, text) => setTyped(text)}
      renderInput={params => (
        <TextField
          {...params}
          // A dialog that one has just opened begins at its only field.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          label="Person or group"
          variant="outlined"
          margin="dense"
        />
      )}
    />
  );
};
