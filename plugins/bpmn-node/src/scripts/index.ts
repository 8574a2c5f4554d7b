export {
  bpmnScriptRunnersExtensionPoint,
  type BpmnScriptRunnersExtensionPoint,
} from './extensionPoint';
export type {
  LogLevel,
  ScriptEnd,
  ScriptEvent,
  ScriptFailureKind,
  ScriptFrame,
  ScriptUsage,
} from './scriptEvent';
export type {
  ScriptEnvironment,
  ScriptRun,
  ScriptRunner,
  ScriptRunnerHealth,
} from './scriptRunner';
export type { ScriptFile, ScriptLimits, ScriptTask } from './scriptTask';
