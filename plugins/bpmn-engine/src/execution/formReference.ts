import type { ModelReader } from '../model/vocabulary';
import type { FormReference } from '../state/state';

/** The form that the model names for an element; undefined if it names none. */
export function formReferenceOf(
  reader: ModelReader,
): FormReference | undefined {
  const form = reader.extension('zeebe:FormDefinition');
  if (!form) {
    return undefined;
  }
  const { formId, formKey, externalReference, bindingType, versionTag } = form;
  return Object.fromEntries(
    Object.entries({
      formId,
      formKey,
      externalReference,
      bindingType,
      versionTag,
    }).filter(([, value]) => value !== undefined),
  );
}
