import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { bpmnApiRef } from '../../api';
import { draftRouteRef } from '../../routes';
import { resourcesOf } from './bundle';
import { ConflictDialog } from './ConflictDialog';
import type { DraftConflictState } from './DraftSaver';
import type { Editor } from './useEditor';

interface DraftConflictProps {
  readonly editor: Editor;
  readonly conflict: DraftConflictState;
  readonly onReload: () => void;
}

/** Lets a person decide between what somebody else has saved and what is drawn here. */
export const DraftConflict = ({
  editor,
  conflict,
  onReload,
}: DraftConflictProps) => {
  const api = useApi(bpmnApiRef);
  const navigate = useNavigate();
  const draftPath = useRouteRef(draftRouteRef);
  const [problem, setProblem] = useState<string>();
  const { modeler, saver, bundle } = editor;
  const { ownerRef, processId } = saver.saved;
  const letGo = () => saver.replace(saver.saved);

  const keepMineAs = async (wanted: string) => {
    setProblem(undefined);
    modeler.setProcessId(wanted);
    try {
      const { id } = await api.createDraft({
        body: {
          processId: wanted,
          ownerRef,
          resources: resourcesOf(bundle(), await modeler.saveXml()),
        },
      });
      letGo();
      navigate(draftPath?.({ draftId: id }) ?? `/modeler/${id}`);
    } catch (error) {
      modeler.undo();
      setProblem((error as Error).message);
    }
  };

  return (
    <ConflictDialog
      conflict={conflict}
      processId={processId}
      problem={problem}
      onTakeTheirs={() => {
        letGo();
        onReload();
      }}
      onKeepMineAs={keepMineAs}
    />
  );
};
