import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';

/** Says that something did not work, and lets one try again. */
export const Failure = ({
  error,
  onRetry,
}: {
  readonly error: Error;
  onRetry?(): void;
}) => (
  <Box mb={2}>
    <Alert
      severity="error"
      action={
        onRetry && (
          <Button color="inherit" size="small" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {error.message}
    </Alert>
  </Box>
);
