import { useApi } from '@backstage/frontend-plugin-api';
import type { Draft } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import Button from '@material-ui/core/Button';
import { useCallback, useState } from 'react';
import { bpmnApiRef } from '../../api';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { useDeed } from '../../parts/useDeed';
import { draftKeeper } from './draftKeeper';

interface DeleteDraftButtonProps {
  readonly draft: Draft;
  readonly onDeleted: () => void;
}

/** Deletes a draft, if that is confirmed, and if nobody has changed it since. */
export const DeleteDraftButton = ({
  draft: { id: draftId, processId, revision },
  onDeleted,
}: DeleteDraftButtonProps) => {
  const api = useApi(bpmnApiRef);
  const [isAsking, setAsking] = useState(false);
  const deed = useDeed(
    useCallback(async () => {
      await api.deleteDraft({ draftId, ifRevision: revision });
      draftKeeper(draftId).forget();
      setAsking(false);
      onDeleted();
    }, [api, draftId, revision, onDeleted]),
  );
  return (
    <>
      <Button
        size="small"
        aria-label={`Delete the draft of ${processId}`}
        onClick={() => setAsking(true)}
      >
        Delete
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Delete the draft of ${processId}?`}
          text="What was drawn in it is gone then. Versions that were deployed stay, and so do their runs."
          confirmLabel="Delete"
          keepLabel="Keep it"
          deed={deed}
          onClose={() => {
            deed.forget();
            setAsking(false);
          }}
        />
      )}
    </>
  );
};
