import { useState } from 'react';
import { saveFile } from '../../parts/saveFile';
import { useDeed } from '../../parts/useDeed';
import { bundleOf } from './bundle';
import { findKeptChanges } from './findKeptChanges';
import { KeptChangesDialog } from './KeptChangesDialog';
import type { Editor } from './useEditor';

/** Offers what could not be saved when somebody has left the draft, before anything else is changed in it. */
export const KeptChanges = ({ editor }: { editor: Editor }) => {
  const { modeler, saver, keeper, setBundle } = editor;
  const [kept, setKept] = useState(() => findKeptChanges(editor));
  const bundle = kept && bundleOf(kept.resources);
  const goOn = useDeed(async () => {
    if (bundle) {
      await modeler.importXml(bundle.model.content);
      setBundle(bundle);
    }
    setKept(undefined);
  });
  if (!bundle) {
    return null;
  }
  const { processId, revision, savedBy } = saver.saved;
  return (
    <KeptChangesDialog
      savedSinceBy={revision === kept.revision ? undefined : savedBy}
      goOn={goOn}
      onThrowAway={() => {
        keeper.forget();
        setKept(undefined);
      }}
      onSave={() =>
        saveFile(
          new Blob([bundle.model.content], { type: 'application/xml' }),
          `${processId}.bpmn`,
        )
      }
    />
  );
};
