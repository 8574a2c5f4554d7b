export type {
  NewScriptAttempt,
  ScriptArtifactRow,
  ScriptAttemptRecord,
  ScriptAttemptRow,
  ScriptAttemptState,
  ScriptEnding,
  ScriptLogRow,
  ScriptMetric,
  ScriptProgress,
} from './ScriptAttempt';
export { ScriptAttemptQueries } from './ScriptAttemptQueries';
export {
  ScriptAttemptStore,
  type ScriptAttemptKey,
  type ScriptNotes,
} from './ScriptAttemptStore';
