export { asksForValues } from './asksForValues';
export { FormEditorDialog } from './FormEditorDialog';
export { FormView } from './FormView';
export type {
  FormEditorDialogProps,
  FormProblem,
  FormViewProps,
} from './FormViewProps';
export { useUploads } from './useUploads';
export { withoutChosenFiles, type FilledForm } from './withUploadedFiles';
