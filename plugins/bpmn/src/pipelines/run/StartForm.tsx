import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import {
  BpmnApiError,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { FormView } from '../../forms';
import { Refused } from '../../parts/Refused';
import type { Deed } from '../../parts/useDeed';
import type { StartWith } from './useStart';

/** What the back end finds wrong with fields, if that is what it refuses. */
function problemsOf(error: Error | undefined) {
  return error instanceof BpmnApiError
    ? error.problem.fieldProblems
    : undefined;
}

/** Begins a run with what somebody fills in. */
export const StartForm = ({
  schema,
  start,
  onClose,
}: {
  schema: JsonObject;
  start: Deed<StartWith>;
  onClose: () => void;
}) => {
  const problems = problemsOf(start.error);
  return (
    <>
      <DialogContent>
        <FormView
          schema={schema}
          submitLabel="Run"
          problems={problems}
          isBusy={start.isRunning}
          onSubmit={(values, files) => start.run({ schema, values, files })}
        />
        {!problems && <Refused error={start.error} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={start.isRunning}>
          Cancel
        </Button>
      </DialogActions>
    </>
  );
};
