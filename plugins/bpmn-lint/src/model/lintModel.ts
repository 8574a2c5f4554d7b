import {
  containedIn,
  elementOf,
  elementsOf,
  isOfType,
  typesOf,
  type ModdleElement,
} from './moddleElement';

/** The executable processes of a document, with what the rules ask of them again and again counted once. */
export interface LintModel {
  /** Elements of a type and of those derived from it, in the order of the document. */
  readonly ofType: (type: string) => readonly ModdleElement[];
  /** Sequence flows that lead to the node. */
  readonly incoming: (node: ModdleElement) => readonly ModdleElement[];
  /** Sequence flows that leave the node. */
  readonly outgoing: (node: ModdleElement) => readonly ModdleElement[];
  /** Boundary events on the activity. */
  readonly boundaryEvents: (
    activity: ModdleElement,
  ) => readonly ModdleElement[];
}

const NONE: readonly ModdleElement[] = [];

/**
 * What is only drawn is left out: a partner's process may have people without names and tasks without forms.
 *
 * @param definitions root element of the document
 */
export function lintModelOf(definitions: ModdleElement): LintModel {
  const byType = new Map<string, ModdleElement[]>();
  for (const element of everythingIn(executableProcesses(definitions))) {
    for (const type of typesOf(element)) {
      listIn(byType, type).push(element);
    }
  }
  const ofType = (type: string) => byType.get(type) ?? NONE;
  const flows = ofType('bpmn:SequenceFlow');
  const incoming = groupBy(flows, 'targetRef');
  const outgoing = groupBy(flows, 'sourceRef');
  const attached = groupBy(ofType('bpmn:BoundaryEvent'), 'attachedToRef');
  return {
    ofType,
    incoming: node => incoming.get(node) ?? NONE,
    outgoing: node => outgoing.get(node) ?? NONE,
    boundaryEvents: activity => attached.get(activity) ?? NONE,
  };
}

function executableProcesses(definitions: ModdleElement) {
  return elementsOf(definitions, 'rootElements').filter(
    element =>
      isOfType(element, 'bpmn:Process') && element.isExecutable === true,
  );
}

function everythingIn(
  processes: readonly ModdleElement[],
): ReadonlySet<ModdleElement> {
  const found = new Set<ModdleElement>();
  const waiting = [...processes].reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (!found.has(next)) {
      found.add(next);
      waiting.push(
        ...containedIn(next)
          .filter(({ $type }) => $type !== 'bpmn:ExtensionElements')
          .reverse(),
      );
    }
  }
  return found;
}

function groupBy(
  elements: readonly ModdleElement[],
  reference: string,
): ReadonlyMap<ModdleElement, readonly ModdleElement[]> {
  const groups = new Map<ModdleElement, ModdleElement[]>();
  for (const element of elements) {
    const key = elementOf(element, reference);
    if (key) {
      listIn(groups, key).push(element);
    }
  }
  return groups;
}

function listIn<Key>(
  lists: Map<Key, ModdleElement[]>,
  key: Key,
): ModdleElement[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
