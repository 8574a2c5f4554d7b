import type { QualifiedName } from './contentModel';
import type { OpenTag } from './xmlTokens';

/** Addresses of namespaces by prefix; the default namespace is that of the empty prefix. */
export type Namespaces = ReadonlyMap<string, string>;

/** What every document knows without declaring it. */
export const XML_NAMESPACES: Namespaces = new Map([
  ['xml', 'http://www.w3.org/XML/1998/namespace'],
]);

/**
 * @param tag that may declare namespaces
 * @param outer those of the element around it
 * @returns those that hold inside
 */
export function declaredIn(
  { attributes }: OpenTag,
  outer: Namespaces,
): Namespaces {
  const declared = attributes.filter(([name]) => /^xmlns(:|$)/.test(name));
  return declared.length === 0
    ? outer
    : new Map([
        ...outer,
        ...declared.map(
          ([name, uri]) => [name.replace(/^xmlns:?/, ''), uri] as const,
        ),
      ]);
}

/**
 * @param name of an element, as written
 * @param namespaces that hold there
 */
export function qualifyElement(
  name: string,
  namespaces: Namespaces,
): QualifiedName {
  const [prefix, local] = splitName(name);
  return { uri: namespaces.get(prefix) || undefined, local };
}

/**
 * @param name of an attribute, as written: without a prefix it has no namespace
 * @param namespaces that hold there
 */
export function qualifyAttribute(
  name: string,
  namespaces: Namespaces,
): QualifiedName {
  const [prefix, local] = splitName(name);
  return { uri: (prefix && namespaces.get(prefix)) || undefined, local };
}

function splitName(name: string): readonly [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return [name.slice(0, Math.max(colon, 0)), name.slice(colon + 1)];
}

/**
 * @param name of an attribute, an id or the address of a namespace
 * @returns whether every object has something of that name, so that bpmn-moddle would mistake one for the other
 */
export function isReservedName(name: string): boolean {
  return name in {};
}
