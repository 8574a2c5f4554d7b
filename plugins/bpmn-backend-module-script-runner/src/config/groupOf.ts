import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/**
 * Entity reference of a group that the configuration names.
 *
 * @param key - where it names it
 */
export function groupOf(text: string, key: string): string {
  try {
    const defaults = { defaultKind: 'group', defaultNamespace: 'default' };
    return stringifyEntityRef(parseEntityRef(text, defaults));
  } catch {
    throw new InputError(
      `Expected ${key} to name a group, such as group:default/platform, but found "${text}"`,
    );
  }
}
