/**
 * Executes BPMN 2.0 with pure functions: `parse` makes a definition of a document, `step` takes a command to changes.
 *
 * @packageDocumentation
 */
export * from './command';
export { requireSoundVariables } from './commands/requireSound';
export type { WaitRequest } from './execution/element';
export {
  BudgetSpent,
  camundaBuiltins,
  compileExpression,
  evaluateExpression,
  ExpressionFailure,
  type CompiledExpression,
  type Evaluation,
  type EvaluationContext,
  type Expression,
} from './expressions';
export * from './host/hosted';
export { MemoryHost, type MemoryHostOptions } from './host/memoryHost';
export {
  readDocument,
  writeDocument,
  type BpmnDocument,
  type ModdleElement,
  type ReadResult,
} from './model/document';
export * from './model/graph';
export {
  packDefinition,
  unpackDefinition,
  unpackInSteps,
  type PortableDefinition,
} from './model/portable';
export { structureRules, type StructureRule } from './model/rules';
export type {
  ElementCompiler,
  EventCompiler,
  EventPosition,
  Vocabulary,
} from './model/vocabulary';
export { compileDocument, parse, type ParseResult } from './parse';
export {
  holdsAtStart,
  startSubscriptions,
  type StartCondition,
  type StartSubscription,
  type StartSubscriptions,
} from './starts';
export * from './state/change';
export { InstanceRows } from './state/rows';
export * from './state/state';
export { loadRows, type StoredElement, type StoredRows } from './state/stored';
export { takeWrites, type StoredWrites, type Writes } from './state/writes';
export {
  RowsMissing,
  rowsNeededFirst,
  type InstanceView,
  type RowsNeeded,
} from './state/view';
export { step, type StepInput } from './step';
export * from './timers';
export { vocabulary } from './vocabulary';
export { withSensitive } from './withSensitive';
