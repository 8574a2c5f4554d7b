import {
  describeElement,
  isNeededReference,
  isOfType,
  type ModdleElement,
} from '../document';
import type { Finding, StructureRule } from './rule';
import type { Structure } from './structure';

/** Their rules say more. */
const ELSEWHERE: readonly string[] = [
  'bpmn:BoundaryEvent attachedToRef',
  'bpmn:SequenceFlow sourceRef',
  'bpmn:SequenceFlow targetRef',
];

interface Reference {
  readonly element: ModdleElement;
  readonly property: string;
  /** Of what it refers to. */
  readonly type: string;
  readonly target: ModdleElement;
}

const referencesOf = (element: ModdleElement): readonly Reference[] =>
  element.$descriptor.properties
    .filter(
      ({ isReference, name }: { isReference?: boolean; name: string }) =>
        isReference && Object.hasOwn(element, name),
    )
    .flatMap(({ name, type }: { name: string; type: string }) =>
      [element[name]]
        .flat()
        .filter(target => typeof target?.$type === 'string')
        .map(target => ({ element, property: name, type, target })),
    );

const isWrong = ({ element, property, type, target }: Reference) =>
  !isOfType(target, type) &&
  !ELSEWHERE.includes(`${element.$type} ${property}`);

const findWrong = (
  { ofType }: Structure,
  isNeeded: boolean,
): readonly Finding[] =>
  ofType('bpmn:BaseElement')
    .flatMap(referencesOf)
    .filter(isWrong)
    .filter(
      ({ element, property }) =>
        isNeededReference(element, property) === isNeeded,
    )
    .map(({ element, property, type, target }) => ({
      element,
      message: `Expected ${property} of ${describeElement(
        element,
      )} to be a ${type.replace('bpmn:', '')}, but found ${describeElement(
        target,
      )}: choose another one.`,
      path: [property],
    }));

/** Rules on references; those that lead nowhere are found by reading. */
export const referenceRules: readonly StructureRule[] = [
  {
    id: 'reference-type',
    severity: 'error',
    title: 'What is executed refers to elements of the right type',
    source: 'BPMN 2.0.2, 8 and 10, model associations',
    check: structure => findWrong(structure, true),
  },
  {
    id: 'reference-type-other',
    severity: 'warning',
    title: 'References lead to elements of the right type',
    source: 'BPMN 2.0.2, 8 and 10, model associations',
    check: structure => findWrong(structure, false),
  },
];
