import {
  containedIn,
  isOfType,
  type BpmnDocument,
  type ModdleElement,
} from '../document';

/** A document, with what the rules ask of it again and again counted once. */
export interface Structure {
  readonly document: BpmnDocument;
  /** Elements of a type and of those derived from it, in the order of the document; what draws them is left out. */
  readonly ofType: (type: string) => readonly ModdleElement[];
  /** Sequence flows that lead to the node. */
  readonly incoming: (node: ModdleElement) => readonly ModdleElement[];
  /** Sequence flows that leave the node. */
  readonly outgoing: (node: ModdleElement) => readonly ModdleElement[];
  /** Boundary events on the activity. */
  readonly boundaryEvents: (
    activity: ModdleElement,
  ) => readonly ModdleElement[];
  /** Associations that begin or end at the element. */
  readonly associations: (element: ModdleElement) => readonly ModdleElement[];
}

const NONE: readonly ModdleElement[] = [];

/**
 * @param document that is looked at
 */
export function structureOf(document: BpmnDocument): Structure {
  const byType = new Map<string, ModdleElement[]>();
  for (const element of everythingIn(document.definitions)) {
    for (const { name } of element.$descriptor.allTypes) {
      listOf(byType, name).push(element);
    }
  }
  const ofType = (type: string) => byType.get(type) ?? NONE;
  const flows = ofType('bpmn:SequenceFlow');
  const associations = ofType('bpmn:Association');
  const incoming = groupBy(flows, flow => [flow.targetRef]);
  const outgoing = groupBy(flows, flow => [flow.sourceRef]);
  const attached = groupBy(ofType('bpmn:BoundaryEvent'), event => [
    event.attachedToRef,
  ]);
  const associated = groupBy(associations, ({ sourceRef, targetRef }) => [
    sourceRef,
    targetRef,
  ]);
  return {
    document,
    ofType,
    incoming: node => incoming.get(node) ?? NONE,
    outgoing: node => outgoing.get(node) ?? NONE,
    boundaryEvents: activity => attached.get(activity) ?? NONE,
    associations: element => associated.get(element) ?? NONE,
  };
}

function everythingIn(definitions: ModdleElement): readonly ModdleElement[] {
  const found: ModdleElement[] = [];
  const waiting: ModdleElement[] = [definitions];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    found.push(next);
    const inside = containedIn(next).filter(({ $type }) =>
      $type.startsWith('bpmn:'),
    );
    for (let at = inside.length - 1; at >= 0; at -= 1) {
      if (inside[at].$type !== 'bpmn:ExtensionElements') {
        waiting.push(inside[at]);
      }
    }
  }
  return found;
}

function groupBy(
  elements: readonly ModdleElement[],
  keysOf: (element: ModdleElement) => readonly (ModdleElement | undefined)[],
): ReadonlyMap<ModdleElement, readonly ModdleElement[]> {
  const groups = new Map<ModdleElement, ModdleElement[]>();
  for (const element of elements) {
    for (const key of keysOf(element)) {
      if (key) {
        listOf(groups, key).push(element);
      }
    }
  }
  return groups;
}

function listOf<Key>(
  lists: Map<Key, ModdleElement[]>,
  key: Key,
): ModdleElement[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/**
 * @param container a process or sub-process
 * @param type with its prefix
 * @returns what it contains of that type, not deeper
 */
export function insideOf(
  container: ModdleElement,
  type: string,
): readonly ModdleElement[] {
  const elements: readonly ModdleElement[] = container.flowElements ?? [];
  return elements.filter(element => isOfType(element, type));
}

/**
 * @param event any event
 * @returns its event definitions: its own ones and those that it refers to
 */
export function definitionsOf(
  event: ModdleElement | undefined,
): readonly ModdleElement[] {
  return [
    ...(event?.eventDefinitions ?? []),
    ...(event?.eventDefinitionRef ?? []),
  ];
}

/** What an event waits for or causes, in the words of the specification. */
export type Trigger =
  | 'cancel'
  | 'compensate'
  | 'conditional'
  | 'error'
  | 'escalation'
  | 'link'
  | 'message'
  | 'signal'
  | 'terminate'
  | 'timer';

/**
 * @param event any event
 * @returns what it waits for or causes; nothing for a none event
 */
export function triggersOf(
  event: ModdleElement | undefined,
): readonly Trigger[] {
  return definitionsOf(event).map(
    ({ $type }) =>
      $type
        .replace(/^bpmn:|EventDefinition$/g, '')
        .toLocaleLowerCase('en-US') as Trigger,
  );
}

/**
 * @param element any element
 * @returns whether it starts by an event instead of by a sequence flow
 */
export function isEventSubProcess(element: ModdleElement | undefined): boolean {
  return (
    isOfType(element, 'bpmn:SubProcess') && element?.triggeredByEvent === true
  );
}

/**
 * @param event any element
 * @returns whether it is one end of a link, as a catch or throw event
 */
export function isLink(event: ModdleElement | undefined): boolean {
  return isOfType(event, 'bpmn:Event') && triggersOf(event).includes('link');
}

/**
 * @param element any element
 * @returns the process it belongs to
 */
export function processOf(element: ModdleElement): ModdleElement | undefined {
  let here: ModdleElement | undefined = element;
  while (here && here.$type !== 'bpmn:Process') {
    here = here.$parent;
  }
  return here;
}
