import type {
  ActivatedJobs,
  ActivateElementsRequest,
  ActivateJobsRequest,
  AddFileQuery,
  AssignTaskRequest,
  BroadcastSignalRequest,
  CheckResourcesRequest,
  CheckResourcesResult,
  ComparisonQuery,
  CompleteJobRequest,
  CompleteTaskRequest,
  CreateDraftRequest,
  ConditionsEvaluated,
  Deployment,
  DeploymentDocument,
  DeploymentRequest,
  DeploymentResult,
  Draft,
  DraftDetails,
  DraftQuery,
  ElementInstance,
  EvaluateConditionsRequest,
  ExtendLeaseRequest,
  FailJobRequest,
  FileContent,
  Health,
  HistoryEntry,
  HistoryQuery,
  Incident,
  IncidentQuery,
  InstanceFile,
  InstanceQuery,
  JobLease,
  Mail,
  MailDetails,
  MailQuery,
  MigrateInstanceRequest,
  MoveInstanceRequest,
  MoveProcessRequest,
  Page,
  PageQuery,
  ProcessComparison,
  ProcessDefinition,
  ProcessInstance,
  ProcessQuery,
  Published,
  PublishMessageRequest,
  RerunScriptRequest,
  ResolveIncidentRequest,
  RetryIncidentsRequest,
  RetryIncidentsResult,
  SaveDraftRequest,
  SaveTaskDraftRequest,
  Schedule,
  Schedules,
  ScriptAttempt,
  ScriptAttemptDetails,
  ScriptAttemptQuery,
  ScriptEnvironments,
  ScriptLogLines,
  ScriptLogQuery,
  SetVariablesRequest,
  SkipScheduleRequest,
  StartForm,
  StartFormQuery,
  StartInstanceRequest,
  TaskCount,
  TaskFilter,
  TaskQuery,
  ThrowErrorRequest,
  UpdateTaskRequest,
  UserTask,
  UserTaskDetails,
  Variable,
  VariableChange,
  VariableHistoryQuery,
  Wait,
} from '../api';
import type { FileReference, JsonObject } from '../glossary';
import type {
  DefinitionParams,
  DeploymentParams,
  DraftParams,
  IncidentParams,
  InstanceParams,
  JobParams,
  MailParams,
  ProcessParams,
  ScheduleParams,
  ScriptAttemptParams,
  TaskParams,
} from './params';

/**
 * What each operation of the REST API takes and gives: `params` are in its path, `query` behind it. The back end is held to it by a test.
 *
 * @public
 */
export interface BpmnOperations {
  /** Whether the workers keep up with what is due. */
  getHealth: { answer: Health };

  /** Deploys models and the documents that belong to them. */
  deploy: { body: DeploymentRequest; answer: DeploymentResult };
  /** What was deployed together, by whom, and its documents. */
  getDeployment: { params: DeploymentParams; answer: Deployment };
  /** A document of a deployment. */
  getDeploymentResource: {
    params: DeploymentParams;
    query: { readonly name: string };
    answer: DeploymentDocument;
  };

  /** Says what is wrong with models, without deploying them. */
  checkResources: {
    body: CheckResourcesRequest;
    answer: CheckResourcesResult;
  };

  /** Begin a draft of a process. */
  createDraft: { body: CreateDraftRequest; answer: Draft };
  /** Drafts by the ids of their processes, without what is in them. */
  listDrafts: { query: DraftQuery; answer: Page<Draft> };
  /** A draft with what is in it. */
  getDraft: { params: DraftParams; answer: DraftDetails };
  /** Save a draft, unless somebody else was faster. */
  saveDraft: { params: DraftParams; body: SaveDraftRequest; answer: Draft };
  /** Throw a draft away. */
  deleteDraft: {
    params: DraftParams;
    query: { readonly ifRevision?: number };
  };

  /** Processes by their ids, each in its latest version. */
  listProcesses: { query: ProcessQuery; answer: Page<ProcessDefinition> };
  /** The latest version of a process. */
  getProcess: { params: ProcessParams; answer: ProcessDefinition };
  /** What people fill in to start a process. */
  getStartForm: {
    params: ProcessParams;
    query: StartFormQuery;
    answer: StartForm;
  };
  /** Hand a process over to another group, with all that runs of it. */
  moveProcess: {
    params: ProcessParams;
    body: MoveProcessRequest;
    answer: ProcessDefinition;
  };
  /** What differs between two versions, or a version and a draft. */
  compareProcess: {
    params: ProcessParams;
    query: ComparisonQuery;
    answer: ProcessComparison;
  };
  /** Versions of a process, the latest first. */
  listVersions: {
    params: ProcessParams;
    query: PageQuery;
    answer: Page<ProcessDefinition>;
  };
  /** A version of a process. */
  getProcessDefinition: { params: DefinitionParams; answer: ProcessDefinition };
  /** The BPMN document of a version. */
  getProcessDefinitionXml: { params: DefinitionParams; answer: string };

  /** Starts an instance of a process. */
  startInstance: { body: StartInstanceRequest; answer: ProcessInstance };
  /** Process instances, the youngest first. */
  listInstances: { query: InstanceQuery; answer: Page<ProcessInstance> };
  /** A process instance. */
  getInstance: { params: InstanceParams; answer: ProcessInstance };
  /** What each command has changed, in order. */
  listHistory: {
    params: InstanceParams;
    query: HistoryQuery;
    answer: Page<HistoryEntry>;
  };
  /** Variables of all scopes, or of one. */
  listVariables: {
    params: InstanceParams;
    query: PageQuery & { readonly scopeKey?: number };
    answer: Page<Variable>;
  };
  /** Every value that variables were given, in order. */
  listVariableHistory: {
    params: InstanceParams;
    query: VariableHistoryQuery;
    answer: Page<VariableChange>;
  };
  /** What runs, in the order in which it has begun. */
  listElementInstances: {
    params: InstanceParams;
    query: PageQuery;
    answer: Page<ElementInstance>;
  };
  /** What is waited for. */
  listWaits: { params: InstanceParams; query: PageQuery; answer: Page<Wait> };
  /** Files that the instance may have, the youngest first. */
  listFiles: {
    params: InstanceParams;
    query: PageQuery;
    answer: Page<InstanceFile>;
  };
  /** Adds a file to the instance. */
  addFile: {
    params: InstanceParams;
    query: AddFileQuery;
    content: FileContent;
    answer: FileReference;
  };
  /** Adds a file to start an instance with. */
  addStartFile: {
    params: ProcessParams;
    query: AddFileQuery;
    content: FileContent;
    answer: FileReference;
  };
  /** Adds a file to complete a task with. */
  addTaskFile: {
    params: TaskParams;
    query: AddFileQuery;
    content: FileContent;
    answer: FileReference;
  };
  /** Sets variables of a scope; others stay as they are. */
  setVariables: {
    params: InstanceParams;
    body: SetVariablesRequest;
    answer: ProcessInstance;
  };
  /** Starts an instance by each conditional start event whose condition holds. */
  evaluateConditions: {
    body: EvaluateConditionsRequest;
    answer: ConditionsEvaluated;
  };
  /** Nothing moves until it is resumed; what happens in the meantime is held. */
  suspendInstance: { params: InstanceParams; answer: ProcessInstance };
  /** Goes on after a suspension. */
  resumeInstance: { params: InstanceParams; answer: ProcessInstance };
  /** Ends the instance and all that is in it. */
  cancelInstance: { params: InstanceParams; answer: ProcessInstance };
  /** Terminates element instances here and enters elements there. */
  moveInstance: {
    params: InstanceParams;
    body: MoveInstanceRequest;
    answer: ProcessInstance;
  };
  /** Takes the instance to another version of its process. */
  migrateInstance: {
    params: InstanceParams;
    body: MigrateInstanceRequest;
    answer: ProcessInstance;
  };
  /** Begins activities of an ad-hoc sub-process. */
  activateElements: {
    params: InstanceParams;
    body: ActivateElementsRequest;
    answer: ProcessInstance;
  };

  /** Open incidents, the youngest first. */
  listIncidents: { query: IncidentQuery; answer: Page<Incident> };
  /** An open incident. */
  getIncident: { params: IncidentParams; answer: Incident };
  /** Sets variables, if there are some, and lets the element instance try again: both or neither. */
  resolveIncident: {
    params: IncidentParams;
    body: ResolveIncidentRequest;
    answer: ProcessInstance;
  };
  /** Retries all incidents that are found, each by itself. */
  retryIncidents: { body: RetryIncidentsRequest; answer: RetryIncidentsResult };

  /** Leases jobs that are due, the most urgent first. */
  activateJobs: { body: ActivateJobsRequest; answer: ActivatedJobs };
  /** The job is done; the process goes on. */
  completeJob: { params: JobParams; body: CompleteJobRequest };
  /** The job could not be done; it is tried again, or an incident. */
  failJob: { params: JobParams; body: FailJobRequest };
  /** The work has ended in a BPMN error, to be caught by the model. */
  throwError: { params: JobParams; body: ThrowErrorRequest };
  /** The job takes longer. */
  extendLease: {
    params: JobParams;
    body: ExtendLeaseRequest;
    answer: JobLease;
  };

  /** Sends a message to one who waits for it, or begins by it. */
  publishMessage: { body: PublishMessageRequest; answer: Published };
  /** Sends a signal to all who wait for it, or begin by it. */
  broadcastSignal: { body: BroadcastSignalRequest; answer: Published };

  /** Timers that begin a process. */
  listSchedules: { params: ProcessParams; answer: Schedules };
  /** Stop a schedule until it is resumed. */
  pauseSchedule: { params: ScheduleParams; answer: Schedule };
  /** Let a schedule go on. */
  resumeSchedule: { params: ScheduleParams; answer: Schedule };
  /** Leave the next time out, or do not after all. */
  skipSchedule: {
    params: ScheduleParams;
    body: SkipScheduleRequest;
    answer: Schedule;
  };
  /** Begin an instance now. */
  fireSchedule: { params: ScheduleParams; answer: Schedule };

  /** Element templates of all connectors, each in its latest version. */
  listElementTemplates: { answer: { readonly items: readonly JsonObject[] } };

  /** Where scripts can be run. */
  listScriptEnvironments: { answer: ScriptEnvironments };
  /** Runs of the scripts of an instance, the youngest first. */
  listScriptAttempts: {
    params: InstanceParams;
    query: ScriptAttemptQuery;
    answer: Page<ScriptAttempt>;
  };
  /** A run of a script with all that is known of it. */
  getScriptAttempt: {
    params: ScriptAttemptParams;
    answer: ScriptAttemptDetails;
  };
  /** What a script has printed and said, in order. */
  listScriptLog: {
    params: ScriptAttemptParams;
    query: ScriptLogQuery;
    answer: ScriptLogLines;
  };
  /** Runs a script once more, as it was or edited, without touching its instance. */
  rerunScript: {
    params: ScriptAttemptParams;
    body: RerunScriptRequest;
    answer: ScriptAttempt;
  };

  /** Mails, the youngest first. */
  listMails: { query: MailQuery; answer: Page<Mail> };
  /** A mail with what is in it. */
  getMail: { params: MailParams; answer: MailDetails };

  /** User tasks, by default open ones, the latest first. */
  listTasks: { query: TaskQuery; answer: Page<UserTask> };
  /** How many user tasks there are, counted up to 1,000. */
  countTasks: { query: TaskFilter; answer: TaskCount };
  /** A user task with what its form sees and what was decided. */
  getTask: { params: TaskParams; answer: UserTaskDetails };
  /** Take a task. */
  claimTask: { params: TaskParams; answer: UserTask };
  /** Give a task back to all who are asked to do it. */
  unclaimTask: { params: TaskParams; answer: UserTask };
  /** Complete a task. */
  completeTask: {
    params: TaskParams;
    body: CompleteTaskRequest;
    answer: UserTask;
  };
  /** Keep what you have filled in so far. */
  saveTaskDraft: { params: TaskParams; body: SaveTaskDraftRequest };
  /** Give a task to somebody. */
  assignTask: {
    params: TaskParams;
    body: AssignTaskRequest;
    answer: UserTask;
  };
  /** Say until when a task is to be done, and how urgent it is. */
  updateTask: {
    params: TaskParams;
    body: UpdateTaskRequest;
    answer: UserTask;
  };
}
