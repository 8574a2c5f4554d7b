import { parseEntityRef, type Entity } from '@backstage/catalog-model';

/** Entities of some kinds that an entity is related to, each once, in an order that does not change. */
export function targetsOf(
  { relations = [] }: Entity,
  types: readonly string[],
  kinds: readonly string[],
): readonly string[] {
  const targets = relations
    .filter(({ type }) => types.includes(type))
    .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'))
    .filter(ref => kinds.includes(parseEntityRef(ref).kind));
  return Array.from(new Set(targets)).sort();
}
