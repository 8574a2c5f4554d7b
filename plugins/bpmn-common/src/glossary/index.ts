export {
  MAX_DEFINITION_BYTES,
  MAX_INSTANCE_VARIABLES_BYTES,
  MAX_PROCESS_ID_LENGTH,
  MAX_VARIABLE_BYTES,
} from './limits';
export { BUILT_IN_JOB_TYPES, type BuiltInJobType } from './jobType';
export type {
  IncidentKind,
  ProcessInstanceState,
  WaitKind,
} from './processInstance';
export { isFileReference, type FileReference } from './fileReference';
export type { JsonObject, JsonValue } from './json';
export type { Problem, ProblemSeverity } from './problem';
export { findProcessIdProblem } from './processId';
