import { lazy, Suspense, useState } from 'react';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import Alert from '@material-ui/lab/Alert';
import { Progress } from '@backstage/core-components';
import {
  BpmnApiError,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Refused } from '../../parts/Refused';
import type { Deed } from '../../parts/useDeed';
import type { StartWith } from './useStart';

const FormView = lazy(() =>
  import('../../forms/FormView').then(module => ({ default: module.FormView })),
);

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
  const [hasFiles, setHasFiles] = useState(false);
  const problems = problemsOf(start.error);
  return (
    <>
      <DialogContent>
        <Suspense fallback={<Progress />}>
          <FormView
            schema={schema}
            submitLabel="Run"
            problems={problems}
            isBusy={start.isRunning}
            onSubmit={(values, files) => {
              // A file belongs to a run, and there is none yet.
              setHasFiles(files.size > 0);
              if (files.size === 0) {
                start.run({ variables: values as JsonObject });
              }
            }}
          />
        </Suspense>
        {hasFiles && (
          <Alert severity="error">
            Files cannot be given before a run has begun. Leave them out here,
            and let the process ask for them in a task.
          </Alert>
        )}
        {start.error && !problems && <Refused error={start.error} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
      </DialogActions>
    </>
  );
};
