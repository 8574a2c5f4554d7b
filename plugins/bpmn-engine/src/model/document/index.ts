export type { BpmnDocument, DanglingReference } from './bpmnDocument';
export {
  containedIn,
  describeElement,
  extensionsOf,
  isOfType,
  nearestId,
  shortened,
  type ModdleElement,
} from './moddleElement';
export { problemList, type ProblemList } from './problemList';
export { readDocument, type ReadResult } from './readDocument';
export { isNeededReference } from './resolveReferences';
export { writeDocument } from './writeDocument';
