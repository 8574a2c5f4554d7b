import type { DraftDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { useState } from 'react';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { Moment } from '../../parts/Moment';
import { useBeginAnew } from './useBeginAnew';
import type { Editor } from './useEditor';
import { useOtherVersion } from './useOtherVersion';

interface OtherVersionProps {
  readonly draft: DraftDetails;
  readonly editor: Editor;
  /** Opens the draft as it is now. */
  readonly onOpen: (draft: DraftDetails) => void;
}

/** Says that a version was deployed by another way, which the draft would take back, and offers to begin anew from it. */
export const OtherVersion = ({ draft, editor, onOpen }: OtherVersionProps) => {
  const { other, ignore } = useOtherVersion(draft);
  const [isAsking, setAsking] = useState(false);
  const beginAnew = useBeginAnew(editor, opened => {
    ignore();
    onOpen(opened);
  });
  if (!other) {
    return null;
  }
  const { version, deployedAt, deploymentId } = other;
  return (
    <>
      <Alert
        severity="warning"
        action={<Choices onBeginAnew={() => setAsking(true)} onGoOn={ignore} />}
      >
        Version {version} was deployed since, by another way:{' '}
        <Moment at={deployedAt} />. If you deploy this draft, it takes the place
        of that.
      </Alert>
      {isAsking && (
        <ConfirmDialog
          title={`Begin anew from version ${version}?`}
          text="What the draft holds now is gone then. This cannot be undone."
          confirmLabel="Begin anew"
          keepLabel="Keep the draft"
          deed={{ ...beginAnew, run: () => beginAnew.run(deploymentId) }}
          onClose={() => {
            beginAnew.forget();
            setAsking(false);
          }}
        />
      )}
    </>
  );
};

const Choices = ({
  onBeginAnew,
  onGoOn,
}: {
  onBeginAnew: () => void;
  onGoOn: () => void;
}) => (
  <>
    <Button color="inherit" size="small" onClick={onBeginAnew}>
      Begin anew from it
    </Button>
    <Button color="inherit" size="small" onClick={onGoOn}>
      Go on with the draft
    </Button>
  </>
);
