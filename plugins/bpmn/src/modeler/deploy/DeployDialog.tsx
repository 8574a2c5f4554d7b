import { Progress } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ResourceProblem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import Dialog from '@material-ui/core/Dialog';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import Alert from '@material-ui/lab/Alert';
import type { Editor } from '../draft/useEditor';
import { ProblemList } from '../problems/ProblemList';
import { DeployActions } from './DeployActions';
import { Deployed } from './Deployed';
import { useDeployment, type DeploymentState } from './useDeployment';

interface DeployDialogProps {
  readonly editor: Editor;
  /** Shows problems of the model on the diagram. */
  readonly onProblems: (problems: readonly ResourceProblem[]) => void;
  readonly onClose: () => void;
}

/** Checks the draft where it will run, and makes it a version of its process. */
export const DeployDialog = ({
  editor,
  onProblems,
  onClose,
}: DeployDialogProps) => {
  const { processId, ownerRef } = editor.saver.saved;
  const { state, check, deploy } = useDeployment(editor, onProblems);
  const isBusy = state.kind === 'checking' || state.kind === 'deploying';
  const problems = problemsOf(state);
  const hasErrors = problems.some(({ severity }) => severity === 'error');

  return (
    <Dialog
      open
      onClose={isBusy ? undefined : onClose}
      fullWidth
      maxWidth="sm"
      aria-labelledby="deploy-title"
    >
      <DialogTitle id="deploy-title">Deploy {processId}</DialogTitle>
      <DialogContent>
        {state.kind === 'deployed' ? (
          <Deployed result={state.result} />
        ) : (
          <DialogContentText component="div">
            It will belong to{' '}
            <EntityRefLink entityRef={ownerRef} defaultKind="group" />, and run
            in the name of this team. Runs that have begun stay on their
            version.
          </DialogContentText>
        )}
        {isBusy && <Progress />}
        <Outcome state={state} hasErrors={hasErrors} />
        <ProblemList
          problems={problems}
          onSelect={elementId => {
            onClose();
            editor.modeler.select(elementId);
          }}
        />
      </DialogContent>
      <DeployActions
        kind={state.kind}
        hasErrors={hasErrors}
        onClose={onClose}
        onCheck={check}
        onDeploy={() => deploy(problems)}
      />
    </Dialog>
  );
};

function Outcome({
  state,
  hasErrors,
}: {
  state: DeploymentState;
  hasErrors: boolean;
}) {
  if (hasErrors) {
    return (
      <Alert severity="error">
        It cannot be deployed yet. Each problem leads to its element.
      </Alert>
    );
  }
  if (state.kind === 'failed') {
    return <Alert severity="error">{state.message}</Alert>;
  }
  return state.kind === 'checked' && state.problems.length === 0 ? (
    <Alert severity="success">No problems found.</Alert>
  ) : null;
}

function problemsOf(state: DeploymentState): readonly ResourceProblem[] {
  switch (state.kind) {
    case 'checking':
      return [];
    case 'deployed':
      return state.result.problems;
    default:
      return state.problems;
  }
}
