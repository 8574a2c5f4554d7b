export { BpmnApiError } from './BpmnApiError';
export {
  createBpmnClient,
  type BpmnAnswer,
  type BpmnApi,
  type BpmnClientOptions,
  type BpmnInput,
  type BpmnRequestOptions,
} from './createBpmnClient';
export type { BpmnOperations } from './operations';
export type {
  DefinitionParams,
  DeploymentParams,
  DraftParams,
  FileParams,
  IncidentParams,
  InstanceParams,
  JobParams,
  MailAttachmentParams,
  MailParams,
  ProcessParams,
  ScheduleParams,
  ScriptAttemptParams,
  TaskParams,
} from './params';
export { bpmnRoutes } from './routes';
