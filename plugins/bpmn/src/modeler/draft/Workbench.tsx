import { Progress } from '@backstage/core-components';
import { useTheme } from '@material-ui/core/styles';
import type {
  Draft,
  Problem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { DropTarget } from '../exchange/DropTarget';
import { ProblemsPane } from '../problems/ProblemsPane';
import { CannotDraw } from './CannotDraw';
import { panelColours } from './panelColours';
import type { OpenEditor } from './useEditor';
import { useEditorStyles } from './useEditorStyles';

interface WorkbenchProps {
  readonly draft: Draft;
  readonly open: OpenEditor;
  readonly problems: readonly Problem[];
  readonly onFile: (file: File) => void;
}

/** The canvas with the problems under it, and the properties beside it. */
export const Workbench = ({
  draft,
  open,
  problems,
  onFile,
}: WorkbenchProps) => {
  const classes = useEditorStyles();
  const theme = useTheme();
  const { canvas, panel, editor, error, saveState } = open;
  return (
    <>
      {error && (
        <CannotDraw
          draft={draft}
          error={error}
          isReadOnly={saveState.kind === 'readOnly'}
        />
      )}
      <DropTarget className={classes.work} onFile={onFile}>
        <div className={classes.drawing}>
          <div
            ref={canvas}
            className={classes.canvas}
            role="region"
            aria-label="Diagram"
          />
          {!editor && !error && (
            <div className={classes.loading}>
              <Progress />
            </div>
          )}
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
    </>
  );
};
