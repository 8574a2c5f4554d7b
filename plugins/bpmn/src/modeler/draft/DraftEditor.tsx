import type { DraftDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useState } from 'react';
import { DeployDialog } from '../deploy/DeployDialog';
import { useImport } from '../exchange/useImport';
import { PanelDialogs } from '../form/PanelDialogs';
import { useProblems } from '../problems/useProblems';
import { DraftConflict } from './DraftConflict';
import { DraftNotices } from './DraftNotices';
import { EditorToolbar } from './EditorToolbar';
import { KeptChanges } from './KeptChanges';
import { useEditor, type OpenEditor } from './useEditor';
import { useEditorStyles } from './useEditorStyles';
import { useLeaveWarning } from './useLeaveWarning';
import { usePanelData } from './usePanelData';
import { Workbench } from './Workbench';

interface DraftEditorProps {
  readonly draft: DraftDetails;
  /** It is a draft of a team that whoever is signed in does not belong to. */
  readonly isReadOnly?: boolean;
  /** Opens the draft as it is now. */
  readonly onOpen: (draft: DraftDetails) => void;
}

/** A draft in the modeler, with all that is done with it. */
export const DraftEditor = ({
  draft,
  isReadOnly = false,
  onOpen,
}: DraftEditorProps) => {
  const classes = useEditorStyles();
  const open = useEditor(draft, { isReadOnly });
  const { editor, saveState } = open;
  const [isDeploying, setDeploying] = useState(false);
  const { problems, show } = useProblems(editor?.modeler);
  const importing = useImport(isReadOnly ? undefined : editor);
  usePanelData(editor?.modeler);
  useUnsavedWarning(open);

  return (
    <div className={classes.root}>
      <EditorToolbar
        draft={draft}
        editor={editor}
        saveState={saveState}
        onImport={importing.take}
        onDeploy={() => setDeploying(true)}
      />
      <DraftNotices
        draft={draft}
        open={open}
        isDeploying={isDeploying}
        onOpen={onOpen}
      />
      <Workbench
        draft={draft}
        open={open}
        problems={problems}
        onFile={importing.take}
      />
      {editor && <PanelDialogs editor={editor} />}
      {editor && <KeptChanges editor={editor} />}
      {importing.dialog}
      {editor && saveState.kind === 'conflict' && (
        <DraftConflict editor={editor} conflict={saveState} onOpen={onOpen} />
      )}
      {editor && isDeploying && (
        <DeployDialog
          editor={editor}
          onProblems={show}
          onClose={() => setDeploying(false)}
        />
      )}
    </div>
  );
};

function useUnsavedWarning({ editor, saveState }: OpenEditor) {
  useLeaveWarning({
    isDirty: useCallback(() => editor?.saver.isDirty ?? false, [editor]),
    isStuck: saveState.kind === 'failed' || saveState.kind === 'conflict',
  });
}
