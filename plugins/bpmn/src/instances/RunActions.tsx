import { useCallback, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ProcessInstance } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../api';
import { ConfirmDialog } from '../parts/ConfirmDialog';
import { GuardedButton } from '../parts/GuardedButton';
import { useOperateRefusal } from '../parts/refusals';
import { Refused } from '../parts/Refused';
import { useDeed } from '../parts/useDeed';

const useStyles = makeStyles(theme => ({
  actions: { display: 'flex', gap: theme.spacing(1) },
}));

const CancelButton = ({
  instanceId,
  refusal,
  onDone,
}: {
  instanceId: string;
  refusal?: string;
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
      <GuardedButton
        refusal={refusal}
        variant="outlined"
        onClick={() => setIsAsking(true)}
      >
        Cancel run
      </GuardedButton>
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
  const refusal = useOperateRefusal(instanceId);
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
        <GuardedButton
          refusal={refusal}
          variant="outlined"
          disabled={pause.isRunning}
          onClick={() => pause.run()}
        >
          {isSuspended ? 'Resume' : 'Suspend'}
        </GuardedButton>
        <CancelButton
          instanceId={instanceId}
          refusal={refusal}
          onDone={onDone}
        />
      </div>
      <Refused error={pause.error} />
    </div>
  );
};
