import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useState } from 'react';

const useStyles = makeStyles(theme => ({
  form: { padding: theme.spacing(2) },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    marginTop: theme.spacing(2),
  },
}));

/** What somebody decides. */
export interface Decision {
  readonly outcome: string;
  readonly comment?: string;
}

/** An answer to a task without a form. */
export const DecisionForm = ({
  draft,
  isReadOnly,
  isBusy,
  onDecide,
  onChange,
}: {
  /** Comment to begin with. */
  readonly draft: string;
  readonly isReadOnly: boolean;
  readonly isBusy: boolean;
  onDecide(decision: Decision): void;
  /** Hears of every comment that is typed. */
  onChange(comment: string): void;
}) => {
  const classes = useStyles();
  const [comment, setComment] = useState(draft);
  const choice = (outcome: string) => ({
    disabled: isReadOnly || isBusy,
    onClick: () => onDecide({ outcome, comment: comment.trim() || undefined }),
  });

  return (
    <Paper variant="outlined" className={classes.form}>
      <TextField
        id="task-comment"
        label="Comment"
        helperText="Optional. It is kept with your decision."
        variant="outlined"
        fullWidth
        multiline
        minRows={3}
        value={comment}
        InputProps={{ readOnly: isReadOnly }}
        inputProps={{ maxLength: 10_000 }}
        onChange={({ target }) => {
          setComment(target.value);
          onChange(target.value);
        }}
      />
      <div className={classes.buttons}>
        <Button variant="contained" color="primary" {...choice('approved')}>
          Approve
        </Button>
        <Button variant="outlined" {...choice('rejected')}>
          Reject
        </Button>
      </div>
    </Paper>
  );
};
