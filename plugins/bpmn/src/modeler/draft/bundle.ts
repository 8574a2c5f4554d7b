import type { BundleResource } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Choice } from '../panel/panelData';

/** A draft in parts: the model that is drawn, and the documents that belong to it. */
export interface Bundle {
  readonly model: BundleResource;
  readonly others: readonly BundleResource[];
}

/** A form of form-js, as its document holds it. */
export interface FormSchema {
  readonly id: string;
  readonly [property: string]: unknown;
}

const isModel = ({ name }: BundleResource) =>
  /\.(bpmn|bpmn20\.xml)$/i.test(name);

/** Takes a draft apart. Only its first model can be drawn. */
export function bundleOf(
  resources: readonly BundleResource[],
): Bundle | undefined {
  const model = resources.find(isModel);
  return (
    model && { model, others: resources.filter(resource => resource !== model) }
  );
}

/** What is to be in the draft, with the model as it is drawn now. */
export function resourcesOf(
  { model, others }: Bundle,
  xml: string,
): readonly BundleResource[] {
  return [{ ...model, content: xml }, ...others];
}

/** The forms of a draft, to be chosen by their ids. */
export function formsOf({ others }: Bundle): readonly Choice[] {
  return others.flatMap(resource => {
    const schema = formIn(resource);
    return schema
      ? [{ value: schema.id, label: `${schema.id} (${resource.name})` }]
      : [];
  });
}

/** A form by its id. */
export function formWithId(
  { others }: Bundle,
  formId: string,
): FormSchema | undefined {
  return others.map(formIn).find(schema => schema?.id === formId);
}

/** Puts a form in, in the place of one that had the id that is given. */
export function withForm(
  bundle: Bundle,
  schema: FormSchema,
  formerId: string = schema.id,
): Bundle {
  const content = JSON.stringify(schema, null, 2);
  const isThere = bundle.others.some(
    resource => formIn(resource)?.id === formerId,
  );
  return {
    ...bundle,
    others: isThere
      ? bundle.others.map(resource =>
          formIn(resource)?.id === formerId
            ? { ...resource, content }
            : resource,
        )
      : [...bundle.others, { name: freeName(bundle, schema.id), content }],
  };
}

/** Reads a form; nothing if it is none. */
export function readForm(text: string): FormSchema | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value?.id === 'string' && Array.isArray(value.components)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

function formIn({ name, content }: BundleResource): FormSchema | undefined {
  return /\.(form|json)$/i.test(name) ? readForm(content) : undefined;
}

function freeName({ others }: Bundle, formId: string): string {
  const taken = new Set(others.map(({ name }) => name));
  let name = `${formId}.form`;
  for (let count = 2; taken.has(name); count++) {
    name = `${formId}-${count}.form`;
  }
  return name;
}
