import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';

interface ReplaceModelDialogProps {
  /** Of the file. */
  readonly name: string;
  readonly onReplace: () => void;
  readonly onClose: () => void;
}

/** Asks before what is drawn is gone. */
export const ReplaceModelDialog = ({
  name,
  onReplace,
  onClose,
}: ReplaceModelDialogProps) => (
  <Dialog open onClose={onClose} aria-labelledby="replace-title">
    <DialogTitle id="replace-title">Replace the process?</DialogTitle>
    <DialogContent>
      <DialogContentText>
        What {name} holds takes the place of what is drawn. This cannot be
        undone. The process keeps its id.
      </DialogContentText>
    </DialogContent>
    <DialogActions>
      <Button onClick={onClose}>Cancel</Button>
      <Button color="primary" variant="contained" onClick={onReplace}>
        Replace
      </Button>
    </DialogActions>
  </Dialog>
);
