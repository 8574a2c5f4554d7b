import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { DanglingReference } from './bpmnDocument';
import type { ModdleReference } from './moddle';
import {
  describeElement,
  isOfType,
  nearestId,
  shortened,
  type ModdleElement,
} from './moddleElement';
import { problemList } from './problemList';

/** Nothing can be executed when these lead nowhere; the others are for people, diagrams and data models. */
const NEEDED: readonly string[] = [
  'bpmn:BoundaryEvent attachedToRef',
  'bpmn:CatchEvent eventDefinitionRef',
  'bpmn:CompensateEventDefinition activityRef',
  'bpmn:Activity default',
  'bpmn:ComplexGateway default',
  'bpmn:ErrorEventDefinition errorRef',
  'bpmn:EscalationEventDefinition escalationRef',
  'bpmn:ExclusiveGateway default',
  'bpmn:InclusiveGateway default',
  'bpmn:MessageEventDefinition messageRef',
  'bpmn:MultiInstanceLoopCharacteristics loopDataInputRef',
  'bpmn:ReceiveTask messageRef',
  'bpmn:SendTask messageRef',
  'bpmn:SequenceFlow sourceRef',
  'bpmn:SequenceFlow targetRef',
  'bpmn:SignalEventDefinition signalRef',
  'bpmn:ThrowEvent eventDefinitionRef',
];

/** Without them, nothing is left of a flow, an association or a boundary event. */
const ENDS = new Set(['sourceRef', 'targetRef', 'attachedToRef']);

/** The references of a document that lead nowhere. */
export interface ResolvedReferences {
  readonly danglingReferences: readonly DanglingReference[];
  readonly problems: readonly Problem[];
}

/**
 * Does what bpmn-moddle leaves open: references with the prefix of the document's own namespace lead to the element of
 * that id, and those that lead nowhere are told.
 *
 * @param definitions root of the document
 * @param references as bpmn-moddle found them
 * @param elementsById every element that can be meant
 */
export function resolveReferences(
  definitions: ModdleElement,
  references: readonly ModdleReference[],
  elementsById: ReadonlyMap<string, ModdleElement>,
): ResolvedReferences {
  const danglingReferences: DanglingReference[] = [];
  for (const { element, property: qualified, id } of references) {
    const property = qualified.replace(/^[^:]*:/, '');
    if (elementsById.has(id)) {
      continue;
    }
    removeStrangers(element, property);
    const own = elementsById.get(withoutOwnPrefix(definitions, id));
    if (own) {
      addReference(element, property, own);
    } else if (id !== '') {
      danglingReferences.push({ element, property, id });
    }
  }
  const problems = problemList();
  danglingReferences.map(problemOf).forEach(problems.add);
  return { danglingReferences, problems: problems.all() };
}

/**
 * @param element that refers
 * @param property that holds the reference
 * @param target what is referred to
 */
export function addReference(
  element: ModdleElement,
  property: string,
  target: ModdleElement | { readonly id: string },
): void {
  const value: unknown = element.get(property);
  if (Array.isArray(value)) {
    value.push(target);
  } else {
    element.set(property, target);
  }
}

/** An id such as `toString` finds what every object has. */
function removeStrangers(element: ModdleElement, property: string): void {
  const value: unknown = element.get(property);
  if (Array.isArray(value)) {
    const elements = value.filter(item => typeof item?.$type === 'string');
    value.splice(0, value.length, ...elements);
  } else {
    element.set(property, undefined);
  }
}

function withoutOwnPrefix(definitions: ModdleElement, id: string): string {
  const [prefix, local] = id.split(':');
  return local !== undefined &&
    definitions.$attrs[`xmlns:${prefix}`] === definitions.targetNamespace
    ? local
    : id;
}

/**
 * @param element that refers
 * @param property that holds the reference
 * @returns whether execution follows it
 */
export function isNeededReference(
  element: ModdleElement,
  property: string,
): boolean {
  return NEEDED.some(needed => {
    const [type, name] = needed.split(' ');
    return name === property && isOfType(element, type);
  });
}

function problemOf({ element, property, id }: DanglingReference): Problem {
  const elementId = nearestId(element);
  return {
    ...(elementId === undefined ? {} : { elementId }),
    rule: 'dangling-reference',
    severity: isNeededReference(element, property) ? 'error' : 'warning',
    message: `Expected ${property} of ${describeElement(
      element,
    )} to name an element of this document, but found "${shortened(
      id,
    )}", which is none: choose an existing one, or remove the ${
      ENDS.has(property) ? 'whole element' : 'reference'
    }.`,
    parameters: { property, id },
    path: [property],
  };
}
