import { findProcessIdProblem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Alert from '@material-ui/lab/Alert';
import { useState, type FormEvent } from 'react';
import type { Choice } from '../panel/panelData';
import { processIdFrom } from './processIdFrom';
import { useBeginDraft } from './useBeginDraft';

interface NewPipelineFormProps {
  /** Whose it can be. */
  readonly groups: readonly Choice[];
  /** Entity ref of the group that is offered first. */
  readonly wantedOwner?: string;
}

/** Name, id and owner of a new pipeline. */
export const NewPipelineForm = ({
  groups,
  wantedOwner,
}: NewPipelineFormProps) => {
  const [name, setName] = useState('');
  const [ownId, setOwnId] = useState<string>();
  const [ownerRef, setOwnerRef] = useState(() =>
    groups.some(({ value }) => value === wantedOwner)
      ? wantedOwner!
      : groups[0].value,
  );
  const { begin, isBusy, problem } = useBeginDraft();
  const processId = ownId ?? processIdFrom(name);
  const idProblem = processId ? findProcessIdProblem(processId) : undefined;
  const canBegin = name.trim() && processId && !idProblem && !isBusy;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canBegin) {
      begin({ name: name.trim(), processId, ownerRef });
    }
  };

  return (
    <form onSubmit={submit} aria-label="New pipeline">
      <TextField
        id="new-pipeline-name"
        label="Name"
        value={name}
        onChange={event => setName(event.target.value)}
        margin="normal"
        fullWidth
        required
        autoFocus
      />
      <TextField
        id="new-pipeline-id"
        label="Id"
        value={processId}
        onChange={event => setOwnId(event.target.value)}
        error={Boolean(idProblem)}
        helperText={idProblem?.message ?? 'Its name in the catalog'}
        margin="normal"
        fullWidth
        required
      />
      <TextField
        id="new-pipeline-owner"
        label="Team"
        value={ownerRef}
        onChange={event => setOwnerRef(event.target.value)}
        margin="normal"
        select
        fullWidth
      >
        {groups.map(({ value, label }) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      {problem && <Alert severity="error">{problem}</Alert>}
      <Box marginTop={2}>
        <Button
          type="submit"
          color="primary"
          variant="contained"
          disabled={!canBegin}
        >
          Start drawing
        </Button>
      </Box>
    </form>
  );
};
