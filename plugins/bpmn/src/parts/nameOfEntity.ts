import type { Entity } from '@backstage/catalog-model';

/** What people call an entity. */
export function nameOfEntity({ metadata, spec }: Entity): string {
  const { profile } = (spec ?? {}) as {
    readonly profile?: { readonly displayName?: string };
  };
  return profile?.displayName ?? metadata.title ?? metadata.name;
}
