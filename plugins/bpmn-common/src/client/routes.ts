import type { BpmnOperations } from './operations';

/**
 * Method and path of each operation.
 *
 * @public
 */
export const bpmnRoutes: {
  readonly [Id in keyof BpmnOperations]: `${
    | 'GET'
    | 'POST'
    | 'PUT'
    | 'PATCH'
    | 'DELETE'} /${string}`;
} = {
  getHealth: 'GET /health',
  deploy: 'POST /deployments',
  getDeployment: 'GET /deployments/{deploymentId}',
  getDeploymentResource: 'GET /deployments/{deploymentId}/resource',
  checkResources: 'POST /deployments/check',
  createDraft: 'POST /drafts',
  listDrafts: 'GET /drafts',
  getDraft: 'GET /drafts/{draftId}',
  saveDraft: 'PUT /drafts/{draftId}',
  deleteDraft: 'DELETE /drafts/{draftId}',
  listProcesses: 'GET /processes',
  getProcess: 'GET /processes/{processId}',
  moveProcess: 'POST /processes/{processId}/owner',
  compareProcess: 'GET /processes/{processId}/comparison',
  listVersions: 'GET /processes/{processId}/versions',
  getProcessDefinition: 'GET /process-definitions/{processDefinitionId}',
  getProcessDefinitionXml: 'GET /process-definitions/{processDefinitionId}/xml',
  startInstance: 'POST /process-instances',
  listInstances: 'GET /process-instances',
  getInstance: 'GET /process-instances/{instanceId}',
  listHistory: 'GET /process-instances/{instanceId}/history',
  listVariables: 'GET /process-instances/{instanceId}/variables',
  listVariableHistory: 'GET /process-instances/{instanceId}/variables/history',
  listElementInstances: 'GET /process-instances/{instanceId}/element-instances',
  listWaits: 'GET /process-instances/{instanceId}/waits',
  listFiles: 'GET /process-instances/{instanceId}/files',
  addFile: 'POST /process-instances/{instanceId}/files',
  setVariables: 'PATCH /process-instances/{instanceId}/variables',
  evaluateConditions: 'POST /conditions',
  suspendInstance: 'POST /process-instances/{instanceId}/suspend',
  resumeInstance: 'POST /process-instances/{instanceId}/resume',
  cancelInstance: 'POST /process-instances/{instanceId}/cancel',
  moveInstance: 'POST /process-instances/{instanceId}/move',
  migrateInstance: 'POST /process-instances/{instanceId}/migrate',
  activateElements: 'POST /process-instances/{instanceId}/activate-elements',
  listIncidents: 'GET /incidents',
  getIncident: 'GET /incidents/{incidentId}',
  resolveIncident: 'POST /incidents/{incidentId}/resolve',
  retryIncidents: 'POST /incidents/retry',
  activateJobs: 'POST /jobs/activate',
  completeJob: 'POST /jobs/{jobId}/complete',
  failJob: 'POST /jobs/{jobId}/fail',
  throwError: 'POST /jobs/{jobId}/throw-error',
  extendLease: 'POST /jobs/{jobId}/extend-lease',
  publishMessage: 'POST /messages',
  broadcastSignal: 'POST /signals',
  listSchedules: 'GET /processes/{processId}/schedules',
  pauseSchedule: 'POST /schedules/{scheduleId}/pause',
  resumeSchedule: 'POST /schedules/{scheduleId}/resume',
  skipSchedule: 'POST /schedules/{scheduleId}/skip',
  fireSchedule: 'POST /schedules/{scheduleId}/fire',
  listElementTemplates: 'GET /element-templates',
  listScriptEnvironments: 'GET /script-environments',
  listScriptAttempts: 'GET /process-instances/{instanceId}/script-attempts',
  getScriptAttempt: 'GET /script-attempts/{attemptId}',
  listScriptLog: 'GET /script-attempts/{attemptId}/log',
  rerunScript: 'POST /script-attempts/{attemptId}/rerun',
  listMails: 'GET /mails',
  getMail: 'GET /mails/{mailId}',
  listTasks: 'GET /tasks',
  countTasks: 'GET /tasks/count',
  getTask: 'GET /tasks/{taskId}',
  claimTask: 'POST /tasks/{taskId}/claim',
  unclaimTask: 'POST /tasks/{taskId}/unclaim',
  completeTask: 'POST /tasks/{taskId}/complete',
  saveTaskDraft: 'PUT /tasks/{taskId}/draft',
  assignTask: 'POST /tasks/{taskId}/assign',
  updateTask: 'PATCH /tasks/{taskId}',
};
