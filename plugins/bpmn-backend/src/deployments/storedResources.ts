import { createHash } from 'node:crypto';
import type { BundleResource } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Resource } from '../store/deployments';

/** Documents as they are stored. */
export function storedResources(
  resources: readonly BundleResource[],
): readonly Resource[] {
  return resources.map(({ name, contentType, content }) => ({
    name,
    content,
    contentType: contentType ?? typeOf(name),
    hash: sha256(content),
  }));
}

/** SHA-256 over names and contents, whatever their order. */
export function contentHashOf(resources: readonly Resource[]): string {
  return sha256(
    JSON.stringify(resources.map(({ name, hash }) => [name, hash]).sort()),
  );
}

/** Whether a document is a model, by its name. */
export const isModel = (name: string): boolean =>
  /\.(bpmn|bpmn20\.xml)$/i.test(name);

/** Whether a document can be a form: see `FormStore`. */
export const isForm = ({ contentType }: Resource): boolean =>
  contentType === 'application/json';

function typeOf(name: string): string {
  if (isModel(name)) {
    return 'application/xml';
  }
  return /\.(form|json)$/i.test(name) ? 'application/json' : 'text/plain';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
