import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/**
 * Entity ref in full of somebody as a model or a person names them: `Ada` is `user:default/ada`. What cannot be a ref stays as it is:
 * nobody is that, so somebody else has to assign the task.
 */
export function personRef(name: string, defaultKind: 'user' | 'group'): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(name.trim(), {
        defaultKind,
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return name;
  }
}
