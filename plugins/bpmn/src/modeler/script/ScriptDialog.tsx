import { Progress } from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Suspense, useEffect, useRef, useState } from 'react';
import { LazyCodeEditor } from '../../code';
import type { ScriptOfTask } from '../canvas/PipelineModeler';

const QUIET_MS = 300;
const LANGUAGES: Readonly<Record<string, string>> = {
  python: 'Python',
  r: 'R',
};

const useStyles = makeStyles(theme => ({
  paper: { height: '85vh' },
  content: {
    padding: 0,
    overflow: 'hidden',
    borderTop: `1px solid ${theme.palette.divider}`,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  hint: { flexGrow: 1, paddingLeft: theme.spacing(2) },
}));

interface ScriptDialogProps {
  readonly script: ScriptOfTask;
  /** Takes the code over, a moment after it was written. */
  readonly onChange: (code: string) => void;
  readonly onClose: () => void;
}

/** A roomy editor for the script of a task. What is written is in the model without being asked for. */
export const ScriptDialog = ({
  script,
  onChange,
  onClose,
}: ScriptDialogProps) => {
  const classes = useStyles();
  const [code, setCode] = useTakenOver(script.code, onChange);

  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="lg"
      classes={{ paper: classes.paper }}
      aria-labelledby="script-title"
    >
      <DialogTitle id="script-title">
        {LANGUAGES[script.language] ?? 'Expression'}: {script.title}
      </DialogTitle>
      <DialogContent className={classes.content}>
        <Box
          height="100%"
          // Nothing that is typed here is a shortcut of the modeler or of the dialog.
          onKeyDown={event => event.stopPropagation()}
        >
          <Suspense fallback={<Progress />}>
            <LazyCodeEditor
              code={code}
              language={script.language}
              label={`Script of ${script.title}`}
              onChange={setCode}
            />
          </Suspense>
        </Box>
      </DialogContent>
      <DialogActions>
        <Typography
          className={classes.hint}
          variant="body2"
          color="textSecondary"
        >
          Esc, then Tab leaves the editor.
        </Typography>
        <Button color="primary" variant="contained" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
};

/** A text that is handed on a moment after it was changed, and at the latest when nobody looks at it any more. */
function useTakenOver(initial: string, onChange: (text: string) => void) {
  const [text, setText] = useState(initial);
  const take = useRef(onChange);
  take.current = onChange;
  const latest = useRef(text);
  latest.current = text;

  useEffect(() => {
    const timer = setTimeout(() => take.current(text), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => () => take.current(latest.current), []);
  return [text, setText] as const;
}
