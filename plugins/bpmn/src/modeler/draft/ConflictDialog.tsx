import { DateTime } from 'luxon';
import { findProcessIdProblem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { useState } from 'react';
import { Refused } from '../../parts/Refused';
import type { DraftConflictState } from './DraftSaver';

interface ConflictDialogProps {
  readonly conflict: DraftConflictState;
  /** Id of the process that both are of. */
  readonly processId: string;
  /** Why what was decided last could not be done. */
  readonly error?: Error;
  /** What was decided is being done. */
  readonly isBusy: boolean;
  readonly onTakeTheirs: () => void;
  readonly onKeepMineAs: (processId: string) => void;
}

/** Somebody else has saved the draft: theirs, or mine under another id. */
export const ConflictDialog = ({
  conflict,
  processId,
  error,
  isBusy,
  onTakeTheirs,
  onKeepMineAs,
}: ConflictDialogProps) => {
  const [id, setId] = useState(`${processId}-2`);
  const idProblem =
    id === processId
      ? 'Expected another id than before'
      : findProcessIdProblem(id)?.message;
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="conflict-title">
      <DialogTitle id="conflict-title">
        Somebody else has changed this draft
      </DialogTitle>
      <DialogContent>
        <WhoAndWhen conflict={conflict} />
        <TextField
          id="conflict-process-id"
          label="Keep mine as process"
          value={id}
          onChange={event => setId(event.target.value)}
          error={Boolean(idProblem)}
          helperText={idProblem ?? 'A draft of its own, for the same team'}
          fullWidth
        />
        <Refused error={error} />
      </DialogContent>
      <DialogActions>
        <Button disabled={isBusy} onClick={onTakeTheirs}>
          Take theirs
        </Button>
        <Button
          color="primary"
          variant="contained"
          disabled={isBusy || Boolean(idProblem)}
          onClick={() => onKeepMineAs(id)}
        >
          Keep mine
        </Button>
      </DialogActions>
    </Dialog>
  );
};

function WhoAndWhen({ conflict }: { conflict: DraftConflictState }) {
  return (
    <DialogContentText>
      <SavedBy subject={conflict.savedBy} /> saved it{' '}
      {DateTime.fromISO(conflict.savedAt).toLocaleString(DateTime.DATETIME_MED)}
      , after you had opened it. Your changes since then are not saved.
    </DialogContentText>
  );
}

function SavedBy({ subject }: { subject: string }) {
  return subject.startsWith('user:') ? (
    <EntityRefLink entityRef={subject} />
  ) : (
    <>{subject}</>
  );
}
