import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/**
 * Entity ref in full of somebody as a model or a person names them: `Ada` is `user:default/ada`. What cannot be a ref stays as it is:
 * nobody is that, so somebody else has to assign the task.
 */
export function personRef(name: string, defaultKind: 'user' | 'group'): string {
  return refOf(name, defaultKind) ?? name;
}

const PERSON = /^(user|group):[^:/\s]+\/[^:/\s]+$/;

/** Entity ref in full of a person or group. Throws a Rejection if it cannot be one. */
export function requirePersonRef(name: string): string {
  const ref = refOf(name, 'user');
  if (ref === undefined || !PERSON.test(ref)) {
    throw new Rejection(
      'invalidArgument',
      `Expected an entity ref such as user:default/ada, but found ${name}`,
      { assignee: name },
    );
  }
  return ref;
}

function refOf(name: string, defaultKind: string): string | undefined {
  try {
    const defaults = { defaultKind, defaultNamespace: 'default' };
    return stringifyEntityRef(parseEntityRef(name.trim(), defaults));
  } catch {
    return undefined;
  }
}
