export { FormEditorDialog } from './FormEditorDialog';
export { FormView } from './FormView';
export type {
  FormEditorDialogProps,
  FormProblem,
  FormViewProps,
} from './FormViewProps';
export { withoutChosenFiles, withUploadedFiles } from './withUploadedFiles';
