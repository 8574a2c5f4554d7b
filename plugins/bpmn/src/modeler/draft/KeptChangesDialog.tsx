import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { Actor } from '../../parts/Actor';
import { Refused } from '../../parts/Refused';
import type { Deed } from '../../parts/useDeed';

interface KeptChangesDialogProps {
  /** Who has saved the draft after it was left, if anybody has. */
  readonly savedSinceBy?: string;
  readonly goOn: Deed;
  readonly onThrowAway: () => void;
  /** As a file. */
  readonly onSave: () => void;
}

/** What is to become of changes that could not be saved. */
export const KeptChangesDialog = ({
  savedSinceBy,
  goOn,
  onThrowAway,
  onSave,
}: KeptChangesDialogProps) => (
  <Dialog open fullWidth maxWidth="sm" aria-labelledby="kept-title">
    <DialogTitle id="kept-title">Changes that were not saved</DialogTitle>
    <DialogContent>
      <DialogContentText>
        When you left this draft, your latest changes could not be saved. This
        tab has kept them.
        {savedSinceBy && (
          <>
            {' '}
            <Actor of={savedSinceBy} /> has saved the draft since: if you go on
            with your changes, they take the place of that.
          </>
        )}
      </DialogContentText>
      <Refused error={goOn.error} />
    </DialogContent>
    <DialogActions>
      <Button onClick={onThrowAway}>Throw them away</Button>
      <Button onClick={onSave}>Save as a file</Button>
      <Button
        color="primary"
        variant="contained"
        disabled={goOn.isRunning}
        onClick={() => goOn.run()}
      >
        Go on with them
      </Button>
    </DialogActions>
  </Dialog>
);
