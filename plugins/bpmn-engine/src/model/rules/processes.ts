import { describeElement } from '../document';
import { every, type StructureRule } from './rule';
import { insideOf } from './structure';

/** The event that such a definition throws is part of it. */
const BEHAVIOR = 'bpmn:ComplexBehaviorDefinition';

const IDENTIFIED: readonly string[] = [
  'bpmn:FlowNode',
  'bpmn:SequenceFlow',
  'bpmn:Process',
];

/** Rules on processes as a whole, and on what identifies their elements. */
export const processRules: readonly StructureRule[] = [
  {
    id: 'id-missing',
    severity: 'error',
    title: 'Everything that is executed has an id',
    source: 'BPMN 2.0.2, 8.3.1; history and incidents name elements by it',
    check: structure =>
      structure.document.problems.some(({ rule }) =>
        // Those elements have lost theirs, and a problem each says so.
        /^(duplicate-id|id-syntax)$/.test(rule),
      )
        ? []
        : IDENTIFIED.flatMap(type => structure.ofType(type))
            .filter(
              ({ id, $parent }) =>
                id === undefined && $parent?.$type !== BEHAVIOR,
            )
            .map(element => ({
              element,
              message: `Expected an id, but found ${describeElement(
                element,
              )}: give it one that is unique in the document.`,
            })),
  },
  {
    id: 'process-empty',
    severity: 'error',
    title: 'A process that can be executed has something to do',
    source: 'BPMN 2.0.2, 10.2',
    check: every(
      'bpmn:Process',
      process =>
        process.isExecutable === true &&
        insideOf(process, 'bpmn:FlowNode').length === 0,
      process =>
        `Expected something to do in ${describeElement(
          process,
        )}, but found it empty: add a start event and what follows.`,
    ),
  },
  {
    id: 'process-type-public',
    severity: 'warning',
    title: 'A public process is not executable',
    source: 'BPMN 2.0.2, 10.2',
    check: every(
      'bpmn:Process',
      process =>
        process.isExecutable === true && process.processType === 'Public',
      process =>
        `Expected ${describeElement(
          process,
        )} to be private, since it is executable, but found processType="Public": remove it.`,
    ),
  },
];
