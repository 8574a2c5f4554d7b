import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { DraftDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { ScriptWarnings } from '../../parts/ScriptWarnings';
import { OtherVersion } from './OtherVersion';
import type { OpenEditor } from './useEditor';
import { useEditorStyles } from './useEditorStyles';

interface DraftNoticesProps {
  readonly draft: DraftDetails;
  readonly open: OpenEditor;
  /** It may become a version at any moment: whatever is known of versions is asked anew afterwards. */
  readonly isDeploying: boolean;
  /** Opens the draft as it is now. */
  readonly onOpen: (draft: DraftDetails) => void;
}

/** What whoever draws has to know, above the canvas. */
export const DraftNotices = ({
  draft,
  open,
  isDeploying,
  onOpen,
}: DraftNoticesProps) => {
  const classes = useEditorStyles();
  const { editor, saveState } = open;
  const isReadOnly = saveState.kind === 'readOnly';
  return (
    <div className={classes.notices}>
      {isReadOnly && (
        <Alert severity="info">
          This draft belongs to{' '}
          <EntityRefLink entityRef={draft.ownerRef} defaultKind="group" />, of
          which you are not a member. You can look at it and export it, but
          nothing that you change here is saved.
        </Alert>
      )}
      {saveState.kind === 'failed' && saveState.isFinal && (
        <Alert
          severity="error"
          action={
            <Button
              color="inherit"
              size="small"
              onClick={() => editor?.saver.flush()}
            >
              Try again
            </Button>
          }
        >
          Not saved: {saveState.message}
        </Alert>
      )}
      {editor && !isReadOnly && !isDeploying && (
        <OtherVersion draft={draft} editor={editor} onOpen={onOpen} />
      )}
      <ScriptWarnings />
    </div>
  );
};
