import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { useState } from 'react';

/** What the editor of a form is given. */
export interface FormEditorDialogProps {
  readonly schema: object;
  readonly onSave: (schema: object) => void;
  readonly onClose: () => void;
}

/** Edits a form as JSON. */
export const FormEditorDialog = ({
  schema,
  onSave,
  onClose,
}: FormEditorDialogProps) => {
  const [text, setText] = useState(() => JSON.stringify(schema, null, 2));
  const parsed = parse(text);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md">
      <DialogTitle>Form</DialogTitle>
      <DialogContent>
        <TextField
          label="Form (JSON)"
          value={text}
          onChange={event => setText(event.target.value)}
          error={!parsed}
          multiline
          fullWidth
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          color="primary"
          disabled={!parsed}
          onClick={() => parsed && onSave(parsed)}
        >
          Save
        </Button>
      </DialogActions>
    </Dialog>
  );
};

function parse(text: string): object | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
