import { moddle } from './moddle';
import type { PropertyDescriptor, TypeDescriptor } from './moddleElement';

/** What bpmn-moddle makes of an element of the document. */
export type Place =
  | {
      /** An element of a type that it knows. */
      readonly kind: 'element';
      readonly type: TypeDescriptor;
    }
  /** The text of a property, or the id that a reference names. */
  | { readonly kind: 'value' | 'reference'; readonly property: string }
  /** An element of an unknown namespace, with all that is in it. */
  | { readonly kind: 'foreign' };

/** An element inside another. */
export interface ChildPlace {
  readonly place: Place;
  /** The property of the parent that holds it, unless the parent is foreign. */
  readonly property?: PropertyDescriptor;
}

/** A name of the document whose prefix has been looked up. */
export interface QualifiedName {
  readonly uri: string | undefined;
  readonly local: string;
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

const BPMN_NAMESPACE = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

/** Where reading begins. */
export const definitionsPlace = (): Place => ({
  kind: 'element',
  type: moddle().getType('bpmn:Definitions').$descriptor,
});

/**
 * Finds the place of an element as bpmn-moddle does when it reads.
 *
 * @param parent place of the element around it
 * @param name of the element
 * @param xsiType what `xsi:type` says, looked up
 * @returns nothing when bpmn-moddle would drop the element
 */
export function childPlace(
  parent: Place,
  name: QualifiedName,
  xsiType: QualifiedName | undefined,
): ChildPlace | undefined {
  if (parent.kind === 'foreign') {
    return { place: parent };
  }
  if (parent.kind !== 'element') {
    return undefined;
  }
  const prefix = name.uri && moddle().getPackage(name.uri)?.prefix;
  if (!prefix) {
    const property = parent.type.properties.find(
      ({ isReference, type }) => !isReference && type === 'Element',
    );
    return property && { place: { kind: 'foreign' }, property };
  }
  const named = parent.type.propertiesByName[`${prefix}:${name.local}`];
  return named && !named.isAttr
    ? namedChild(named, xsiType)
    : typedChild(parent.type, name);
}

/** The element has the name of a property: `<conditionExpression>`. */
function namedChild(
  property: PropertyDescriptor,
  xsiType: QualifiedName | undefined,
): ChildPlace | undefined {
  if (property.isReference) {
    return { place: { kind: 'reference', property: property.name }, property };
  }
  if (/^(String|Boolean|Integer|Real)$/.test(property.type)) {
    return { place: { kind: 'value', property: property.name }, property };
  }
  if (property.type === 'Element') {
    return { place: { kind: 'foreign' }, property };
  }
  const isTyped = property.xml?.serialize === 'xsi:type' && xsiType;
  const type = typeNamed(isTyped ? typeNameOf(xsiType) : property.type);
  return (
    type && { place: { kind: 'element', type: type.$descriptor }, property }
  );
}

/** The element has the name of its type: `<userTask>`. */
function typedChild(
  parent: TypeDescriptor,
  name: QualifiedName,
): ChildPlace | undefined {
  const type = typeNamed(elementTypeOf(name));
  const property =
    type &&
    parent.properties.find(
      candidate =>
        !candidate.isVirtual &&
        !candidate.isReference &&
        type.hasType(candidate.type),
    );
  return (
    property && {
      place: { kind: 'element', type: type.$descriptor },
      property,
    }
  );
}

/** Asking for an unknown type costs an exception; a document can ask for very many. */
function typeNamed(name: string) {
  return name in moddle().registry.typeMap ? moddle().getType(name) : undefined;
}

function elementTypeOf({ uri, local }: QualifiedName): string {
  const known = moddle().getPackage(uri ?? '');
  const type =
    known?.xml?.tagAlias === 'lowerCase'
      ? local.charAt(0).toLocaleUpperCase('en-US') + local.slice(1)
      : local;
  return `${known?.prefix}:${type}`;
}

/** In `xsi:type` the types of BPMN have a `t` in front: `tFormalExpression`. */
function typeNameOf({ uri, local }: QualifiedName): string {
  const known = moddle().getPackage(uri ?? '');
  const prefix = known?.xml?.typePrefix;
  const type =
    prefix && local.startsWith(prefix) ? local.slice(prefix.length) : local;
  return `${known?.prefix}:${type}`;
}

/**
 * @param name of an attribute
 * @returns whether it says of what type the value of a property is
 */
export function isXsiType({ uri, local }: QualifiedName): boolean {
  return uri === XSI && local === 'type';
}

/**
 * @param uri of a namespace
 * @returns whether bpmn-moddle knows what its elements are
 */
export function isKnownNamespace(uri: string | undefined): boolean {
  return uri !== undefined && moddle().getPackage(uri) !== undefined;
}

/**
 * @param name of an element
 * @returns whether BPMN, not an extension or the diagram, has to say what it is
 */
export function isBpmn({ uri }: QualifiedName): boolean {
  return uri === BPMN_NAMESPACE;
}

/**
 * @param name of an element
 * @returns whether it says how the process is drawn
 */
export function isDrawing({ uri }: QualifiedName): boolean {
  return /^http:\/\/www\.omg\.org\/spec\/.*\/(DI|DC)$/.test(uri ?? '');
}
