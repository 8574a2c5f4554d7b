import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { Draft } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ExportMenu } from '../exchange/ExportMenu';
import { ImportButton } from '../exchange/ImportButton';
import type { SaveState } from './DraftSaver';
import { HistoryButtons } from './HistoryButtons';
import { SaveIndicator } from './SaveIndicator';
import type { Editor } from './useEditor';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 2),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  title: { margin: 0, fontSize: 18, fontWeight: 700 },
  state: { flex: 1, minWidth: 80 },
}));

interface EditorToolbarProps {
  readonly draft: Draft;
  readonly editor?: Editor;
  readonly saveState: SaveState;
  readonly onImport: (file: File) => void;
  readonly onDeploy: () => void;
}

/** What the draft is, whether it is saved, and what can be done with it. */
export const EditorToolbar = ({
  draft,
  editor,
  saveState,
  onImport,
  onDeploy,
}: EditorToolbarProps) => {
  const classes = useStyles();
  const isReadOnly = saveState.kind === 'readOnly';
  return (
    <header className={classes.bar}>
      <Typography variant="h1" className={classes.title} noWrap>
        {draft.processId}
      </Typography>
      <Typography variant="body2" color="textSecondary" noWrap>
        of <EntityRefLink entityRef={draft.ownerRef} defaultKind="group" />
      </Typography>
      <div className={classes.state}>
        <SaveIndicator state={saveState} />
      </div>
      <HistoryButtons modeler={editor?.modeler} />
      <ImportButton isDisabled={!editor || isReadOnly} onFile={onImport} />
      <ExportMenu editor={editor} name={draft.processId} />
      <Button
        color="primary"
        variant="contained"
        size="small"
        disabled={!editor || isReadOnly || saveState.kind === 'conflict'}
        onClick={onDeploy}
      >
        Deploy
      </Button>
    </header>
  );
};
