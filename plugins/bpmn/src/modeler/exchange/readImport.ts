import { MAX_DEFINITION_BYTES } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { readForm, type FormSchema } from '../draft/bundle';

/** What somebody has brought. */
export type Imported =
  | { readonly kind: 'model'; readonly name: string; readonly xml: string }
  | {
      readonly kind: 'form';
      readonly name: string;
      readonly schema: FormSchema;
    };

/** Reads a file as a model or as a form. Rejects if it is neither. */
export async function readImport(file: File): Promise<Imported> {
  if (file.size > MAX_DEFINITION_BYTES) {
    throw new Error(
      `Expected a file of at most 4 MB, but ${file.name} is larger. Choose another.`,
    );
  }
  const text = await file.text();
  if (/\.(bpmn|xml)$/i.test(file.name)) {
    return { kind: 'model', name: file.name, xml: text };
  }
  const schema = readForm(text);
  if (!schema) {
    throw new Error(
      `Expected a process (.bpmn) or a form (.form, .json), but ${file.name} is neither. Choose another.`,
    );
  }
  return { kind: 'form', name: file.name, schema };
}
