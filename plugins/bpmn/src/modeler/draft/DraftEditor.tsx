import type { DraftDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useState } from 'react';
import { ScriptWarnings } from '../../parts/ScriptWarnings';
import { DeployDialog } from '../deploy/DeployDialog';
import { useImport } from '../exchange/useImport';
import { PanelDialogs } from '../form/PanelDialogs';
import { useProblems } from '../problems/useProblems';
import { DraftConflict } from './DraftConflict';
import { EditorToolbar } from './EditorToolbar';
import { useEditor } from './useEditor';
import { useEditorStyles } from './useEditorStyles';
import { useLeaveWarning } from './useLeaveWarning';
import { usePanelData } from './usePanelData';
import { Workbench } from './Workbench';

interface DraftEditorProps {
  readonly draft: DraftDetails;
  /** Reads the draft once more, and opens that. */
  readonly onReload: () => void;
}

/** A draft in the modeler, with all that is done with it. */
export const DraftEditor = ({ draft, onReload }: DraftEditorProps) => {
  const classes = useEditorStyles();
  const open = useEditor(draft);
  const { editor, saveState } = open;
  const [isDeploying, setDeploying] = useState(false);
  const { problems, show } = useProblems(editor?.modeler);
  const importing = useImport(editor);
  usePanelData(editor?.modeler);
  useLeaveWarning({
    isDirty: useCallback(() => editor?.saver.isDirty ?? false, [editor]),
    isStuck: saveState.kind === 'failed' || saveState.kind === 'conflict',
  });

  return (
    <div className={classes.root}>
      <EditorToolbar
        draft={draft}
        editor={editor}
        saveState={saveState}
        onImport={importing.take}
        onDeploy={() => setDeploying(true)}
      />
      <ScriptWarnings />
      <Workbench open={open} problems={problems} onFile={importing.take} />
      {editor && <PanelDialogs editor={editor} />}
      {importing.dialog}
      {editor && saveState.kind === 'conflict' && (
        <DraftConflict
          editor={editor}
          conflict={saveState}
          onReload={onReload}
        />
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
