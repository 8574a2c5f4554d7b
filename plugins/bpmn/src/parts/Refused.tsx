import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { BpmnApiError } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { NotReachedError } from '../api';

/** What to do about errors whose texts are for those who run the portal. */
const ADVICE: Readonly<Record<string, string>> = {
  notAuthenticated: 'You are not signed in any more. Reload the page.',
};

/** An error in words. */
export function inWords(error: Error): string {
  if (error instanceof BpmnApiError) {
    return ADVICE[error.problem.code] ?? error.message;
  }
  return error instanceof NotReachedError
    ? 'The back end cannot be reached. Check your connection, then try again.'
    : error.message;
}

const useStyles = makeStyles(theme => ({
  notice: { margin: theme.spacing(1, 0) },
}));

/** Says why something could not be done, if so, and lets one try again. */
export const Refused = ({
  error,
  onRetry,
}: {
  error?: Error;
  onRetry?: () => void;
}) => {
  const classes = useStyles();
  return error ? (
    <Alert
      severity="error"
      className={classes.notice}
      action={
        onRetry && (
          <Button color="inherit" size="small" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {inWords(error)}
    </Alert>
  ) : null;
};
