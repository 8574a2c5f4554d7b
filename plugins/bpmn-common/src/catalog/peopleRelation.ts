import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/**
 * Annotation by which a user, or a group for its members, names the user who is the manager.
 *
 * @public
 */
export const MANAGER_ANNOTATION = 'bpmn-pipelines.dev/manager';

/**
 * Whom the catalog can be asked for instead of naming somebody: who owns an entity, or who is the manager of somebody.
 *
 * @public
 */
export interface PeopleRelation {
  /** What is asked for. */
  readonly kind: 'owner' | 'manager';
  /** Entity ref in full of whose; absent: what is written there cannot be one. */
  readonly of?: string;
}

/** Stands for whoever has started the process instance. */
const INITIATOR = 'initiator';

const RELATION = /^\s*(owner|manager)\s+of\b\s*(.*)$/is;

/** What is owned, and who has a manager, unless it is said. */
const DEFAULT_KINDS = { owner: 'component', manager: 'user' } as const;

/** Kind, namespace and name have at most 63 characters each. */
const LONGEST_REF = 191;

/** No entity has anything else in its ref. */
const REF = /^[a-z0-9]+:[a-z0-9_.-]+\/[a-z0-9_.-]+$/;

/**
 * What a text such as `owner of component:default/website` or `manager of ada` asks the catalog for; undefined if it asks for nothing. With
 * `initiator`, that is whom `manager of initiator` means.
 *
 * @public
 */
export function readPeopleRelation(
  text: string,
  initiator?: string,
): PeopleRelation | undefined {
  const [, word, name] = RELATION.exec(text) ?? [];
  if (word === undefined) {
    return undefined;
  }
  const kind = word.toLowerCase() as PeopleRelation['kind'];
  const meant = name.trim();
  const isInitiator =
    initiator !== undefined && meant.toLowerCase() === INITIATOR;
  const of = refOf(isInitiator ? initiator : meant, DEFAULT_KINDS[kind]);
  return of === undefined ? { kind } : { kind, of };
}

/**
 * A relation as a text: the same for the same relation.
 *
 * @public
 */
export function writePeopleRelation({
  kind,
  of = '?',
}: PeopleRelation): string {
  return `${kind} of ${of}`;
}

function refOf(name: string, defaultKind: string): string | undefined {
  try {
    const defaults = { defaultKind, defaultNamespace: 'default' };
    const ref = stringifyEntityRef(parseEntityRef(name, defaults));
    return REF.test(ref) && ref.length <= LONGEST_REF ? ref : undefined;
  } catch {
    return undefined;
  }
}
