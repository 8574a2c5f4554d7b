export {
  MAX_DEFINITION_BYTES,
  MAX_INSTANCE_VARIABLES_BYTES,
  MAX_PROCESS_ID_LENGTH,
  MAX_VARIABLE_BYTES,
} from './limits';
export type {
  IncidentKind,
  ProcessInstanceState,
  WaitKind,
} from './processInstance';
export {
  findFileReferences,
  isFileReference,
  looksLikeFileReference,
  type FileReference,
} from './fileReference';
export type { JsonObject, JsonValue } from './json';
export type { Problem, ProblemSeverity } from './problem';
export { findProcessIdProblem, processIdKey } from './processId';
