/**
 * An element of the document, as bpmn-moddle gives it: its own attributes and children by name, and what every
 * element has under a name with `$`.
 */
export type ModdleElement = {
  /** With its prefix: `bpmn:UserTask`. */
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
  readonly $parent?: ModdleElement;
  readonly [property: string]: any;
};

/** What a type of element can hold under one name. */
export interface PropertyDescriptor {
  readonly name: string;
  readonly ns: { readonly name: string };
  readonly type: string;
  readonly isAttr?: boolean;
  readonly isBody?: boolean;
  readonly isMany?: boolean;
  readonly isReference?: boolean;
  readonly isVirtual?: boolean;
  readonly xml?: { readonly serialize?: string };
}

/** What a type of element is and holds. */
export interface TypeDescriptor {
  readonly name: string;
  readonly allTypes: readonly { readonly name: string }[];
  readonly properties: readonly PropertyDescriptor[];
  readonly propertiesByName: Readonly<
    Record<string, PropertyDescriptor | undefined>
  >;
  readonly bodyProperty?: PropertyDescriptor;
  readonly idProperty?: PropertyDescriptor;
}

/**
 * @param element any element
 * @param type with its prefix: `bpmn:Activity`
 * @returns whether the element is of that type or of one derived from it
 */
export function isOfType(
  element: ModdleElement | undefined,
  type: string,
): boolean {
  return element?.$instanceOf?.(type) === true;
}

/**
 * @param element any element
 * @returns the id of the element or, when it has none, of the nearest element around it that has one
 */
export function nearestId(
  element: ModdleElement | undefined,
): string | undefined {
  for (let here = element; here; here = here.$parent) {
    if (here.id !== undefined) {
      return here.id;
    }
  }
  return undefined;
}

/**
 * @param text of any length
 * @returns as much of it as a sentence can hold
 */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
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
  const name = shortened(element.name?.trim() ?? '');
  const id =
    element.id === undefined ? ' without id' : ` (${shortened(element.id)})`;
  return `${kind}${name ? ` "${name}"` : ''}${id}`;
}

/**
 * @param element any element
 * @param type with its prefix: `zeebe:CalledElement`
 * @returns the extension elements of that type
 */
export function extensionsOf(
  element: ModdleElement,
  type: string,
): readonly ModdleElement[] {
  const values: readonly ModdleElement[] =
    element.extensionElements?.values ?? [];
  return values.filter(({ $type }) => $type === type);
}

/**
 * @param element any element
 * @returns what it contains, in the order in which its type lists the properties; references are not followed
 */
export function containedIn(element: ModdleElement): readonly ModdleElement[] {
  const descriptor: TypeDescriptor | undefined = element.$descriptor;
  return (descriptor?.properties ?? [])
    .filter(
      ({ isAttr, isReference, isVirtual }) =>
        !isAttr && !isReference && !isVirtual,
    )
    .flatMap(({ name }) => (Object.hasOwn(element, name) ? element[name] : []))
    .filter(value => typeof value?.$type === 'string');
}
