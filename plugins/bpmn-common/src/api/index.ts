export type {
  ChangeKind,
  ComparisonQuery,
  ElementChange,
  ProcessComparison,
  PropertyChange,
  ResourceChange,
} from './comparison';
export type {
  ConditionsEvaluated,
  EvaluateConditionsRequest,
} from './conditions';
export type {
  BundleResource,
  CheckResourcesRequest,
  CheckResourcesResult,
  Deployment,
  DeploymentDocument,
  DeploymentRequest,
  DeploymentResource,
  DeploymentResult,
  DraftRevision,
  MoveProcessRequest,
  ProcessDefinition,
  ProcessQuery,
} from './deployments';
export type {
  CreateDraftRequest,
  Draft,
  DraftDeployed,
  DraftDetails,
  DraftQuery,
  SaveDraftRequest,
} from './drafts';
export type { Schedule, Schedules, SkipScheduleRequest } from './schedules';
export type { AddFileQuery, FileContent, InstanceFile } from './files';
export type { Health, ScriptRunnerStatus, WorkerLags } from './health';
export type {
  Incident,
  IncidentQuery,
  ResolveIncidentRequest,
  RetryIncidentsRequest,
  RetryIncidentsResult,
} from './incidents';
export type {
  ActivateElementsRequest,
  ElementInstance,
  HistoryEntry,
  HistoryQuery,
  InstanceQuery,
  MigrateInstanceRequest,
  MoveInstanceRequest,
  ProcessInstance,
  SetVariablesRequest,
  StartForm,
  StartFormQuery,
  StartInstanceRequest,
  Variable,
  VariableChange,
  VariableHistoryQuery,
  Wait,
} from './instances';
export type {
  ActivatedJob,
  ActivatedJobs,
  ActivateJobsRequest,
  CompleteJobRequest,
  ExtendLeaseRequest,
  FailJobRequest,
  JobLease,
  JobScript,
  ThrowErrorRequest,
} from './jobs';
export type { Mail, MailDetails, MailQuery, MailState } from './mails';
export type {
  BroadcastSignalRequest,
  Published,
  PublishMessageRequest,
} from './messages';
export type { Page, PageQuery } from './page';
export type {
  FieldProblem,
  ProblemDetails,
  ResourceProblem,
} from './problemDetails';
export type {
  RerunScriptRequest,
  ScriptArtifact,
  ScriptAttempt,
  ScriptAttemptDetails,
  ScriptAttemptQuery,
  ScriptAttemptState,
  ScriptEnvironments,
  ScriptEnvironmentInfo,
  ScriptLimitsInfo,
  ScriptLogLine,
  ScriptLogLines,
  ScriptLogQuery,
  ScriptMetric,
  ScriptPlace,
  ScriptProgress,
} from './scripts';
export type {
  AssignTaskRequest,
  CompleteTaskRequest,
  SaveTaskDraftRequest,
  TaskCount,
  TaskDecision,
  TaskFilter,
  TaskQuery,
  TaskSignal,
  UpdateTaskRequest,
  UserTask,
  UserTaskDetails,
  UserTaskForm,
  UserTaskState,
} from './tasks';
export { TASKS_CHANNEL } from './tasks';
