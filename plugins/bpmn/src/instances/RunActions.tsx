import { useCallback, useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ProcessInstance } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../api';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { Refused } from '../parts/Refused';
import { useDeed } from '../parts/useDeed';

const useStyles = makeStyles(theme => ({
  actions: { display: 'flex', gap: theme.spacing(1) },
}));

const CancelButton = ({
  instanceId,
  onDone,
}: {
  instanceId: string;
  onDone: () => void;
}) => {
  const api = useApi(bpmnApiRef);
  const [isAsking, setIsAsking] = useState(false);
  const cancel = useDeed(
    useCallback(async () => {
      await api.cancelInstance({ instanceId });
      setIsAsking(false);
      onDone();
    }, [api, instanceId, onDone]),
  );
  return (
    <>
      <Button variant="outlined" onClick={() => setIsAsking(true)}>
        Cancel run
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Cancel this run?"
          text="All that runs in it is stopped, and its open tasks are gone. That cannot be undone."
          confirmLabel="Cancel the run"
          keepLabel="Keep it running"
          deed={cancel}
          onClose={() => {
            cancel.forget();
            setIsAsking(false);
          }}
        />
      )}
    </>
  );
};

/** What one can do with a run that goes on. */
export const RunActions = ({
  instance: { id: instanceId, state, endedAt },
  onDone,
}: {
  instance: ProcessInstance;
  onDone: () => void;
}) => {
  const classes = useStyles();
  const api = useApi(bpmnApiRef);
  const isSuspended = state === 'suspended';
  const pause = useDeed(
    useCallback(async () => {
      await (isSuspended
        ? api.resumeInstance({ instanceId })
        : api.suspendInstance({ instanceId }));
      onDone();
    }, [api, instanceId, isSuspended, onDone]),
  );
  if (endedAt) {
    return null;
  }
  return (
    <div>
      <div className={classes.actions}>
        <Button
          variant="outlined"
          disabled={pause.isRunning}
          onClick={() => pause.run()}
        >
          {isSuspended ? 'Resume' : 'Suspend'}
        </Button>
        <CancelButton instanceId={instanceId} onDone={onDone} />
      </div>
      <Refused error={pause.error} />
    </div>
  );
};
