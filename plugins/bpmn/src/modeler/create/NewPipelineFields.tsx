import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import type { Choice } from '../panel/panelData';
import type { NewPipeline } from './useBeginDraft';

interface NewPipelineFieldsProps extends NewPipeline {
  /** Whose it can be. */
  readonly groups: readonly Choice[];
  /** What is wrong with the id. */
  readonly idProblem?: string;
  readonly onChange: (changed: Partial<NewPipeline>) => void;
}

/** Fields for the name, the id and the owner of a new pipeline. */
export const NewPipelineFields = ({
  name,
  processId,
  ownerRef,
  groups,
  idProblem,
  onChange,
}: NewPipelineFieldsProps) => (
  <>
    <TextField
      id="new-pipeline-name"
      label="Name"
      value={name}
      onChange={event => onChange({ name: event.target.value })}
      margin="normal"
      fullWidth
      required
    />
    <TextField
      id="new-pipeline-id"
      label="Id"
      value={processId}
      onChange={event => onChange({ processId: event.target.value })}
      error={Boolean(idProblem)}
      helperText={idProblem ?? 'Its name in the catalog'}
      margin="normal"
      fullWidth
      required
    />
    <TextField
      id="new-pipeline-owner"
      label="Team"
      value={ownerRef}
      onChange={event => onChange({ ownerRef: event.target.value })}
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
  </>
);
