/**
 * An element of a BPMN document, as bpmn-moddle reads it. What a rule finds in one may be anything: a modeler lints while somebody is
 * still drawing. So its properties are read through the functions below, which give nothing where nothing fitting is.
 */
export interface ModdleElement {
  /** With its prefix: `bpmn:UserTask`. */
  readonly $type: string;
  readonly [property: string]: unknown;
}

/**
 * @param element any element, or nothing
 * @param property its name
 * @returns the text there without spaces around it; empty when there is none
 */
export function textOf(
  element: ModdleElement | undefined,
  property: string,
): string {
  const value = element?.[property];
  return typeof value === 'string' ? value.trim() : '';
}

/**
 * @param element any element, or nothing
 * @param property that contains an element or refers to one
 */
export function elementOf(
  element: ModdleElement | undefined,
  property: string,
): ModdleElement | undefined {
  const value = element?.[property];
  return isElement(value) ? value : undefined;
}

/**
 * @param element any element, or nothing
 * @param property that contains elements or refers to them
 */
export function elementsOf(
  element: ModdleElement | undefined,
  property: string,
): readonly ModdleElement[] {
  const value = element?.[property];
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/**
 * @param element any element, or nothing
 * @param type with its prefix: `zeebe:TaskDefinition`
 * @returns the extension elements of that type
 */
export function extensionsOf(
  element: ModdleElement | undefined,
  type: string,
): readonly ModdleElement[] {
  return elementsOf(elementOf(element, 'extensionElements'), 'values').filter(
    ({ $type }) => $type === type,
  );
}

/**
 * @param element any element, or nothing
 * @param type with its prefix: `bpmn:Activity`
 * @returns whether the element is of that type or of one derived from it
 */
export function isOfType(
  element: ModdleElement | undefined,
  type: string,
): boolean {
  return element !== undefined && typesOf(element).includes(type);
}

/**
 * @param element any element
 * @returns its type and those that this one is derived from
 */
export function typesOf(element: ModdleElement): readonly string[] {
  const types = descriptorOf(element)?.allTypes;
  return Array.isArray(types)
    ? types.map(type => type?.name).filter(name => typeof name === 'string')
    : [element.$type];
}

/**
 * @param element any element
 * @returns the elements that it contains; references are not followed
 */
export function containedIn(element: ModdleElement): readonly ModdleElement[] {
  const properties = descriptorOf(element)?.properties;
  return (Array.isArray(properties) ? properties : [])
    .filter(
      ({ isAttr, isReference, isVirtual }) =>
        !isAttr && !isReference && !isVirtual,
    )
    .flatMap(({ name }): unknown =>
      Object.hasOwn(element, name) ? element[name] : [],
    )
    .filter(isElement);
}

/**
 * @param element any element, or nothing
 * @returns its id or, when it has none, that of the nearest element around it that has one
 */
export function nearestId(
  element: ModdleElement | undefined,
): string | undefined {
  for (let here = element; here; here = elementOf(here, '$parent')) {
    const id = textOf(here, 'id');
    if (id) {
      return id;
    }
  }
  return undefined;
}

/**
 * What a person calls the element in a sentence: `user task "Approve" (approve)`.
 *
 * @param element any element
 */
export function describeElement(element: ModdleElement): string {
  const kind = element.$type
    .replace(/^[^:]*:/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLocaleLowerCase('en-US')
    .replace(/^ad hoc/, 'ad-hoc')
    .replace(/\bsub process$/, 'sub-process')
    .replace(/^event based/, 'event-based');
  const name = shortened(textOf(element, 'name'));
  const id = shortened(textOf(element, 'id'));
  return `${kind}${name ? ` "${name}"` : ''}${id ? ` (${id})` : ' without id'}`;
}

/**
 * @param text of any length
 * @returns as much of it as a sentence can hold
 */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

interface Descriptor {
  readonly allTypes?: unknown;
  readonly properties?: unknown;
}

function descriptorOf({ $descriptor }: ModdleElement) {
  return $descriptor as Descriptor | undefined;
}

function isElement(value: unknown): value is ModdleElement {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<ModdleElement>).$type === 'string'
  );
}
