import { ErrorPanel, Progress } from '@backstage/core-components';
import { useTheme } from '@material-ui/core/styles';
import type { DraftDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useState } from 'react';
import { DeployDialog } from '../deploy/DeployDialog';
import { DropTarget } from '../exchange/DropTarget';
import { useImport } from '../exchange/useImport';
import { PanelDialogs } from '../form/PanelDialogs';
import { ProblemsPane } from '../problems/ProblemsPane';
import { useProblems } from '../problems/useProblems';
import { DraftConflict } from './DraftConflict';
import { EditorToolbar } from './EditorToolbar';
import { panelColours } from './panelColours';
import { useEditor, type Editor } from './useEditor';
import { useEditorStyles } from './useEditorStyles';
import { useLeaveWarning } from './useLeaveWarning';
import { usePanelData } from './usePanelData';

interface DraftEditorProps {
  readonly draft: DraftDetails;
  /** Reads the draft once more, and opens that. */
  readonly onReload: () => void;
}

/** A draft in the modeler, with all that is done with it. */
export const DraftEditor = ({ draft, onReload }: DraftEditorProps) => {
  const classes = useEditorStyles();
  const theme = useTheme();
  const { canvas, panel, editor, saveState, error } = useEditor(draft);
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
      {error && <ErrorPanel title="The model cannot be shown" error={error} />}
      <DropTarget className={classes.work} onFile={importing.take}>
        <div className={classes.drawing}>
          <div
            ref={canvas}
            className={classes.canvas}
            role="region"
            aria-label="Diagram"
          />
          {!editor && !error && <Progress />}
          <ProblemsPane
            problems={problems}
            onSelect={elementId => editor?.modeler.select(elementId)}
          />
        </div>
        <div
          ref={panel}
          className={classes.panel}
          style={panelColours(theme)}
          role="region"
          aria-label="Properties"
        />
      </DropTarget>
      {editor && (
        <Dialogs editor={editor}>
          {importing.dialog}
          {saveState.kind === 'conflict' && (
            <DraftConflict
              editor={editor}
              conflict={saveState}
              onReload={onReload}
            />
          )}
          {isDeploying && (
            <DeployDialog
              editor={editor}
              onProblems={show}
              onClose={() => setDeploying(false)}
            />
          )}
        </Dialogs>
      )}
    </div>
  );
};

const Dialogs = ({
  editor,
  children,
}: {
  editor: Editor;
  children: React.ReactNode;
}) => (
  <>
    <PanelDialogs editor={editor} />
    {children}
  </>
);
