import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import type { DraftDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { bpmnApiRef } from '../../api';
import { useDeed } from '../../parts/useDeed';
import { draftRouteRef } from '../../routes';
import { resourcesOf } from './bundle';
import { ConflictDialog } from './ConflictDialog';
import type { DraftConflictState } from './DraftSaver';
import type { Editor } from './useEditor';

interface DraftConflictProps {
  readonly editor: Editor;
  readonly conflict: DraftConflictState;
  /** Opens the draft as it is now. */
  readonly onOpen: (draft: DraftDetails) => void;
}

/** Lets a person decide between what somebody else has saved and what is drawn here. */
export const DraftConflict = ({
  editor,
  conflict,
  onOpen,
}: DraftConflictProps) => {
  const api = useApi(bpmnApiRef);
  const { saver } = editor;
  const takeTheirs = useDeed(
    useCallback(async () => {
      // What is drawn is not given up before there is something in its place.
      const theirs = await api.getDraft({ draftId: saver.saved.id });
      saver.replace(theirs);
      onOpen(theirs);
    }, [api, saver, onOpen]),
  );
  const keepMine = useKeepMine(editor);

  return (
    <ConflictDialog
      conflict={conflict}
      processId={saver.saved.processId}
      error={takeTheirs.error ?? keepMine.error}
      isBusy={takeTheirs.isRunning || keepMine.isRunning}
      onTakeTheirs={() => {
        keepMine.forget();
        takeTheirs.run();
      }}
      onKeepMineAs={processId => {
        takeTheirs.forget();
        keepMine.run(processId);
      }}
    />
  );
};

/** Makes a draft of its own of what is drawn here, under another id. */
function useKeepMine({ modeler, saver, bundle }: Editor) {
  const api = useApi(bpmnApiRef);
  const navigate = useNavigate();
  const draftPath = useRouteRef(draftRouteRef);
  return useDeed(
    useCallback(
      async (processId: string) => {
        const { ownerRef } = saver.saved;
        modeler.setProcessId(processId);
        try {
          const resources = resourcesOf(bundle(), await modeler.saveXml());
          const { id } = await api.createDraft({
            body: { processId, ownerRef, resources },
          });
          saver.replace(saver.saved);
          navigate(draftPath?.({ draftId: id }) ?? `/modeler/${id}`);
        } catch (error) {
          modeler.undo();
          throw error;
        }
      },
      [api, modeler, saver, bundle, navigate, draftPath],
    ),
  );
}
