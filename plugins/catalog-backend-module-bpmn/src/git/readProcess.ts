import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { DeploymentRequest } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** What an entity says that is to be deployed. Throws an InputError if it cannot be. */
export function readProcess({ metadata, spec }: Entity): DeploymentRequest {
  const { owner, definition, resources = {} } = spec ?? {};
  if (typeof owner !== 'string') {
    throw new InputError(
      'Expected spec.owner to be the group that owns the process, but it is missing',
    );
  }
  if (
    typeof resources !== 'object' ||
    resources === null ||
    Array.isArray(resources)
  ) {
    throw new InputError(
      'Expected spec.resources to have documents by their names, e.g. "approve.form": { $text: ./approve.form }, but it does not',
    );
  }
  const others = Object.entries(resources).map(([name, content]) => {
    if (typeof content !== 'string') {
      throw new InputError(
        `Expected spec.resources["${name}"] to be a text, but it is none. Write { $text: ./${name} }`,
      );
    }
    return { name, content };
  });
  const ownerRef = stringifyEntityRef(
    parseEntityRef(owner, {
      defaultKind: 'group',
      defaultNamespace: metadata.namespace ?? 'default',
    }),
  );
  const model = {
    name: `${metadata.name}.bpmn`,
    content: definition as string,
  };
  return { ownerRef, resources: [model, ...others] };
}
