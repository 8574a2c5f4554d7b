import type {
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  BpmnDocument,
  ModdleElement,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/** An element as it is compared. */
export interface ComparedElement {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
  /** All that it says, with what is in it and is no such element itself. */
  readonly properties: JsonObject;
}

/** What a diagram draws, or names on its own. Event definitions, loops, expressions and extensions belong to what they are in. */
const OWN_TYPES = [
  'bpmn:FlowElement',
  'bpmn:Artifact',
  'bpmn:Participant',
  'bpmn:MessageFlow',
  'bpmn:Lane',
];

/** The flows say it already: an element is no other one because something is joined to it. */
const SAID_ELSEWHERE = new Set(['id', 'incoming', 'outgoing']);

/** The elements of a model by their ids, without how they are drawn. */
export function elementsOf({
  elementsById,
}: BpmnDocument): ReadonlyMap<string, ComparedElement> {
  return new Map(
    [...elementsById.values()].filter(isOwn).map(element => {
      const { id, $type: type, name } = element;
      const parent = ownParentOf(element);
      const properties = {
        type,
        ...(parent && { parent }),
        ...propertiesOf(element),
      };
      return [id!, { id: id!, type, name, properties }];
    }),
  );
}

function isOwn(element: ModdleElement): boolean {
  return (
    element.id !== undefined &&
    (isRoot(element) || OWN_TYPES.some(type => element.$instanceOf?.(type)))
  );
}

/** Processes, messages, errors and others that stand at the top of a document, but not its diagram. */
function isRoot(element: ModdleElement): boolean {
  return (
    element.$parent?.$type === 'bpmn:Definitions' &&
    element.$instanceOf?.('bpmn:RootElement') === true
  );
}

function ownParentOf({ $parent }: ModdleElement): string | undefined {
  let here = $parent;
  while (here && !isOwn(here)) {
    here = here.$parent;
  }
  return here?.id;
}

function propertiesOf(element: ModdleElement): JsonObject {
  const { properties = [], isGeneric } = element.$descriptor ?? {};
  const names: readonly string[] = isGeneric
    ? Object.keys(element).filter(name => !name.startsWith('$'))
    : properties
        .filter(({ isVirtual }: { isVirtual?: boolean }) => !isVirtual)
        .map(({ name }: { name: string }) => name);
  const references = new Set(
    properties
      .filter(({ isReference }: { isReference?: boolean }) => isReference)
      .map(({ name }: { name: string }) => name),
  );
  const entries = names
    .filter(name => Object.hasOwn(element, name) && !SAID_ELSEWHERE.has(name))
    .map(
      name =>
        [
          name.replace(/^bpmn:/, ''),
          references.has(name) ? idsOf(element[name]) : inner(element[name]),
        ] as const,
    );
  return {
    ...foreignAttributes(element),
    ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
    ...contentOf(element),
  } as JsonObject;
}

/** Attributes of other namespaces. */
function foreignAttributes({ $attrs = {} }: ModdleElement): JsonObject {
  return Object.fromEntries(
    Object.entries<string>($attrs).filter(([name]) => !/^xmlns\b/.test(name)),
  );
}

/** Of an extension that nobody knows. */
function contentOf({ $body, $children }: ModdleElement): JsonObject {
  return {
    ...($body !== undefined && { $body }),
    ...($children?.length > 0 && { $children: inner($children)! }),
  };
}

function idsOf(value: any): JsonValue | undefined {
  return Array.isArray(value)
    ? value.flatMap(one => one?.id ?? []).sort()
    : value?.id;
}

/** What is in an element, without elements of their own; undefined if nothing is left. */
function inner(value: any): JsonValue | undefined {
  if (Array.isArray(value)) {
    const inside = value.flatMap(one => inner(one) ?? []);
    return inside.length > 0 ? inside : undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return isOwn(value)
    ? undefined
    : { type: value.$type, ...propertiesOf(value) };
}
