import { Progress } from '@backstage/core-components';
import { lazy, Suspense } from 'react';

const FormEditorDialog = lazy(() =>
  import('../../forms/FormEditorDialog').then(module => ({
    default: module.FormEditorDialog,
  })),
);

interface FormDialogProps {
  readonly schema: object;
  readonly onSave: (schema: object) => void;
  readonly onClose: () => void;
}

/** Edits a form; its editor is loaded when it is first shown. */
export const FormDialog = (props: FormDialogProps) => (
  <Suspense fallback={<Progress />}>
    <FormEditorDialog {...props} />
  </Suspense>
);
