export { BpmnApiError } from './BpmnApiError';
export {
  createBpmnClient,
  type BpmnAnswer,
  type BpmnApi,
  type BpmnClientOptions,
  type BpmnInput,
  type BpmnRequestOptions,
} from './createBpmnClient';
export type {
  BpmnOperations,
  DefinitionParams,
  DeploymentParams,
  DraftParams,
  FileParams,
  IncidentParams,
  InstanceParams,
  JobParams,
  ProcessParams,
  ScheduleParams,
  TaskParams,
} from './operations';
export { bpmnRoutes } from './routes';
