import { alertApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useState, type ReactElement } from 'react';
import { withForm } from '../draft/bundle';
import type { Editor } from '../draft/useEditor';
import { readImport, type Imported } from './readImport';
import { ReplaceModelDialog } from './ReplaceModelDialog';

interface Importing {
  /** Takes a file that somebody has chosen or dropped. */
  readonly take: (file: File) => void;
  /** Asks whether the model is to be replaced. */
  readonly dialog?: ReactElement;
}

/** Brings files into the draft, once it is open: a form is added, a process takes the place of the one that is drawn, if that is confirmed. */
export function useImport(editor: Editor | undefined): Importing {
  const alerts = useApi(alertApiRef);
  const [model, setModel] = useState<Imported & { kind: 'model' }>();
  const tell = (message: string, severity: 'error' | 'success') =>
    alerts.post({ message, severity, display: 'transient' });

  const take = async (file: File) => {
    if (!editor) {
      return;
    }
    try {
      const imported = await readImport(file);
      if (imported.kind === 'model') {
        setModel(imported);
      } else {
        editor.setBundle(withForm(editor.bundle(), imported.schema));
        tell(`The form ${imported.schema.id} is in the draft.`, 'success');
      }
    } catch (error) {
      tell((error as Error).message, 'error');
    }
  };
  const replace = async () => {
    setModel(undefined);
    if (editor && model) {
      await replaceModel(editor, model.xml).catch(error =>
        tell(
          `Expected a process in ${model.name}, but it cannot be drawn: ${error.message}`,
          'error',
        ),
      );
    }
  };
  return {
    take,
    dialog: model && (
      <ReplaceModelDialog
        name={model.name}
        onReplace={replace}
        onClose={() => setModel(undefined)}
      />
    ),
  };
}

async function replaceModel({ modeler, saver }: Editor, xml: string) {
  const before = await modeler.saveXml();
  try {
    await modeler.importXml(xml);
  } catch (error) {
    await modeler.importXml(before);
    throw error;
  }
  // The draft is that of a process, and stays it.
  if (modeler.processId() !== saver.saved.processId) {
    modeler.setProcessId(saver.saved.processId);
  }
  saver.note();
}
