import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import type { DeploymentState } from './useDeployment';

interface DeployActionsProps {
  readonly kind: DeploymentState['kind'];
  readonly hasErrors: boolean;
  readonly onClose: () => void;
  readonly onCheck: () => void;
  readonly onDeploy: () => void;
}

/** What can be done about a deployment, as far as it is. */
export const DeployActions = ({
  kind,
  hasErrors,
  onClose,
  onCheck,
  onDeploy,
}: DeployActionsProps) => (
  <DialogActions>
    <Button onClick={onClose} disabled={kind === 'deploying'}>
      {kind === 'deployed' || hasErrors ? 'Back to drawing' : 'Cancel'}
    </Button>
    {kind === 'failed' && !hasErrors && (
      <Button onClick={onCheck}>Try again</Button>
    )}
    {kind === 'checked' && !hasErrors && (
      <Button color="primary" variant="contained" onClick={onDeploy}>
        Deploy
      </Button>
    )}
  </DialogActions>
);
