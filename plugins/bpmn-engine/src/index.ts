/**
 * Executes BPMN 2.0 with pure functions: `parse` makes a definition of a document, `step` takes a command to changes.
 *
 * @packageDocumentation
 */
export * from './command';
export {
  readDocument,
  writeDocument,
  type BpmnDocument,
  type ModdleElement,
  type ReadResult,
} from './model/document';
export { parse, type ParseResult } from './parse';
export { holdsAtStart } from './startConditions';
export type {
  ElementCompiler,
  EventCompiler,
  EventPosition,
  Vocabulary,
} from './model/vocabulary';
export { vocabulary } from './vocabulary';
export { step, type StepInput } from './step';
export * from './host/hosted';
export * from './host/memoryHost';
export * from './model/graph';
export * from './state/change';
export { InstanceRows } from './state/rows';
export * from './state/state';
export {
  RowsMissing,
  rowsNeededFirst,
  type InstanceView,
  type RowsNeeded,
} from './state/view';
