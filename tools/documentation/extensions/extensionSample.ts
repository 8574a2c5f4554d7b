import type { ExtensionAttribute, ExtensionType } from './extensionTypes';

/** Values that differ from what holds without the attribute, where `=a` is none. */
const VALUES: Readonly<Record<string, string>> = {
  timeZone: 'Europe/Berlin',
  catchUp: 'all',
  delay: 'PT1S',
  maximum: 'PT9S',
  eventType: 'start',
  propagateAllParentVariables: 'false',
  target: 'value',
  variableEvents: 'create',
};

const BY_TYPE: Readonly<Record<string, string>> = {
  Boolean: 'true',
  Integer: '3',
  Real: '3',
  String: '=a',
};

/** The tasks of a person have events of their own. */
const TASK_LISTENER = 'zeebe:taskListener';

/**
 * An extension element with all that it can have.
 *
 * @param has whether an attribute, named as in `zeebe:input source`, shall be there
 */
export function extensionSample(
  { tag, attributes, children }: ExtensionType,
  has: (attribute: string) => boolean,
): string {
  const written = attributes
    .filter(({ name }) => has(`${tag} ${name}`))
    .map(attribute => ` ${attribute.name}="${valueOf(tag, attribute)}"`);
  const inside = children.map(child => extensionSample(child, has));
  return `<${tag}${written.join('')}>${inside.join('')}</${tag}>`;
}

function valueOf(tag: string, { name, type }: ExtensionAttribute): string {
  return tag === TASK_LISTENER && name === 'eventType'
    ? 'creating'
    : VALUES[name] ?? BY_TYPE[type];
}
