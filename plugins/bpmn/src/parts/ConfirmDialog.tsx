import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { Refused } from './Refused';
import type { Deed } from './useDeed';

/** Asks before something is done that cannot be undone. */
export const ConfirmDialog = ({
  title,
  text,
  confirmLabel,
  keepLabel,
  deed,
  onClose,
}: {
  title: string;
  text: string;
  confirmLabel: string;
  keepLabel: string;
  deed: Deed;
  onClose: () => void;
}) => (
  <Dialog open onClose={onClose} aria-labelledby="confirm-title">
    <DialogTitle id="confirm-title">{title}</DialogTitle>
    <DialogContent>
      <DialogContentText>{text}</DialogContentText>
      <Refused error={deed.error} />
    </DialogContent>
    <DialogActions>
      <Button onClick={onClose}>{keepLabel}</Button>
      <Button
        onClick={() => deed.run()}
        disabled={deed.isRunning}
        color="secondary"
      >
        {confirmLabel}
      </Button>
    </DialogActions>
  </Dialog>
);
