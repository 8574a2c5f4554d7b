import {
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { MANAGER_ANNOTATION } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { EntityLoader } from './EntityLoader';
import { targetsOf } from './targetsOf';

/** Backstage has no relation between people and their managers. These are what processors of a portal would call it. */
const MANAGED_BY = [
  'managedBy',
  'hasManager',
  'reportsTo',
  'hasLeader',
  'ledBy',
];

/** Groups are not nested deeper. */
const DEEPEST = 20;

/**
 * The managers of a user, or of a group: whom it names itself, by a relation or else by an annotation; if it names nobody else, whom its nearest
 * groups name, then the groups above them. Nobody is their own manager.
 */
export async function findManagers(
  ref: string,
  loader: EntityLoader,
): Promise<readonly string[]> {
  const seen = new Set([ref]);
  let level: readonly string[] = [ref];
  for (let depth = 0; level.length > 0 && depth < DEEPEST; depth++) {
    const loaded = await Promise.all(level.map(one => loader.load(one)));
    const entities = loaded.filter((one): one is Entity => one !== undefined);
    const named = new Set(entities.flatMap(namedBy));
    named.delete(ref);
    const managers = await loader.existing([...named]);
    if (managers.length > 0) {
      return managers;
    }
    level = Array.from(new Set(entities.flatMap(groupsOf)))
      .filter(group => !seen.has(group))
      .sort();
    level.forEach(group => seen.add(group));
  }
  return [];
}

function namedBy(entity: Entity): readonly string[] {
  const related = targetsOf(entity, MANAGED_BY, ['user']);
  const annotated = entity.metadata.annotations?.[MANAGER_ANNOTATION];
  return related.length > 0 || annotated === undefined
    ? related
    : userRef(annotated, entity);
}

/** A name alone is a user of the same namespace. */
function userRef(text: string, { metadata }: Entity): readonly string[] {
  const defaultNamespace = metadata.namespace ?? 'default';
  try {
    const parsed = parseEntityRef(text.trim(), {
      defaultKind: 'user',
      defaultNamespace,
    });
    const isUser = parsed.kind.toLocaleLowerCase('en-US') === 'user';
    return isUser ? [stringifyEntityRef(parsed)] : [];
  } catch {
    return [];
  }
}

function groupsOf(entity: Entity): readonly string[] {
  switch (entity.kind.toLocaleLowerCase('en-US')) {
    case 'user':
      return targetsOf(entity, [RELATION_MEMBER_OF], ['group']);
    case 'group':
      return targetsOf(entity, [RELATION_CHILD_OF], ['group']);
    default:
      return [];
  }
}
