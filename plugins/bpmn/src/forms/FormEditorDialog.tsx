import { Progress } from '@backstage/core-components';
import AppBar from '@material-ui/core/AppBar';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import { makeStyles } from '@material-ui/core/styles';
import Toolbar from '@material-ui/core/Toolbar';
import Typography from '@material-ui/core/Typography';
import { lazy, Suspense, useState } from 'react';
import type { FormEditorDialogProps } from './FormViewProps';
import type { MountedFormEditor } from './mountFormEditor';

const FormEditorCanvas = lazy(() =>
  import('./FormEditorCanvas').then(module => ({
    default: module.FormEditorCanvas,
  })),
);

const useStyles = makeStyles(theme => ({
  title: { flexGrow: 1 },
  canvas: { padding: theme.spacing(1), flexGrow: 1 },
}));

/** Edits a form, over the whole window. What draws it is loaded when it is first opened. */
export const FormEditorDialog = ({
  schema,
  onSave,
  onClose,
}: FormEditorDialogProps) => {
  const classes = useStyles();
  const [editor, setEditor] = useState<MountedFormEditor>();

  return (
    // Escape closes menus of the editor: it must not throw the form away as well.
    <Dialog open fullScreen disableEscapeKeyDown aria-labelledby="form-editor">
      <AppBar position="static" color="default" elevation={0}>
        <Toolbar>
          <Typography id="form-editor" variant="h6" className={classes.title}>
            Edit form
          </Typography>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            color="primary"
            variant="contained"
            disabled={!editor}
            onClick={() => onSave(editor!.schema())}
          >
            Save form
          </Button>
        </Toolbar>
      </AppBar>
      <div className={classes.canvas}>
        <Suspense fallback={<Progress />}>
          <FormEditorCanvas schema={schema} onReady={setEditor} />
        </Suspense>
      </div>
    </Dialog>
  );
};
