/** What is wrong with the value of a field, as the back end says it. */
export interface FormProblem {
  /** Where the value is, such as `person.name` or `items.0.price`. */
  readonly path: string;
  /** For people. */
  readonly message: string;
}

/** What a form is shown with. */
export interface FormViewProps {
  /** As it was deployed with its process. */
  readonly schema: object;
  /** What the form begins with; a later change is not shown, so that nothing typed is lost. */
  readonly values?: object;
  /** Hears of values that the form itself finds nothing wrong with. Chosen files are named `files::…` in the values. */
  onSubmit(values: object, files: Map<string, File[]>): void;
  readonly submitLabel: string;
  /** Nothing can be changed or submitted; what was typed stays. */
  readonly isReadOnly?: boolean;
  /** Shown at their fields; those without a field above the form. */
  readonly problems?: readonly FormProblem[];
  /** Hears of everything typed, for drafts. */
  onChange?(values: object): void;
  /** What was submitted is on its way. */
  readonly isBusy?: boolean;
}

/** What the editor of forms is opened with. */
export interface FormEditorDialogProps {
  readonly schema: object;
  onSave(schema: object): void;
  onClose(): void;
}
