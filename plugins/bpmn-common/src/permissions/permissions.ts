import {
  createPermission,
  type BasicPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';

/**
 * Resource type of processes: every version of one process id.
 *
 * @public
 */
export const RESOURCE_TYPE_BPMN_PROCESS = 'bpmn-process';

/**
 * Resource type of process instances.
 *
 * @public
 */
export const RESOURCE_TYPE_BPMN_INSTANCE = 'bpmn-instance';

/**
 * Resource type of user tasks.
 *
 * @public
 */
export const RESOURCE_TYPE_BPMN_TASK = 'bpmn-task';

/**
 * See a process: its diagram, versions, drafts, schedules and scripts.
 *
 * @public
 */
export const processReadPermission = createPermission({
  name: 'bpmn.process.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_BPMN_PROCESS,
});

/**
 * Draft, and deploy, a process id that nobody has claimed yet. That one may claim it for the group given as its owner is checked
 * besides: one has to be a member.
 *
 * @public
 */
export const processCreatePermission = createPermission({
  name: 'bpmn.process.create',
  attributes: { action: 'create' },
});

/**
 * Change a process that exists: draft, deploy a version, pause its schedules, move it to another owner. That one is a member of
 * its owner group, and of the group that it is moved to, is checked besides: its versions have what its owner has.
 *
 * @public
 */
export const processDeployPermission = createPermission({
  name: 'bpmn.process.deploy',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_BPMN_PROCESS,
});

/**
 * Start an instance of a process.
 *
 * @public
 */
export const processStartPermission = createPermission({
  name: 'bpmn.process.start',
  attributes: {},
  resourceType: RESOURCE_TYPE_BPMN_PROCESS,
});

/**
 * Publish a message or signal to a process from outside.
 *
 * @public
 */
export const processMessagePermission = createPermission({
  name: 'bpmn.process.message',
  attributes: {},
  resourceType: RESOURCE_TYPE_BPMN_PROCESS,
});

/**
 * See a process instance: where it stands, its variables, logs, files and history.
 *
 * @public
 */
export const instanceReadPermission = createPermission({
  name: 'bpmn.instance.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_BPMN_INSTANCE,
});

/**
 * Operate a process instance: resolve incidents, set variables, suspend, resume, cancel, move, migrate.
 *
 * @public
 */
export const instanceOperatePermission = createPermission({
  name: 'bpmn.instance.operate',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_BPMN_INSTANCE,
});

/**
 * See the mails of a process instance, with what is attached to them: those that its mail tasks have sent, and those that tell people of their
 * tasks.
 *
 * @public
 */
export const mailReadPermission = createPermission({
  name: 'bpmn.mail.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_BPMN_INSTANCE,
});

/**
 * See a user task, its form and its documents.
 *
 * @public
 */
export const taskReadPermission = createPermission({
  name: 'bpmn.task.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_BPMN_TASK,
});

/**
 * Claim and complete a user task.
 *
 * @public
 */
export const taskCompletePermission = createPermission({
  name: 'bpmn.task.complete',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_BPMN_TASK,
});

/**
 * Give a user task to somebody else.
 *
 * @public
 */
export const taskAssignPermission = createPermission({
  name: 'bpmn.task.assign',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_BPMN_TASK,
});

/**
 * Work on a process' jobs as an external worker: activate, complete, fail, extend the lease. Activating a job shows its
 * variables.
 *
 * @public
 */
export const processWorkPermission = createPermission({
  name: 'bpmn.process.work',
  attributes: {},
  resourceType: RESOURCE_TYPE_BPMN_PROCESS,
});

/**
 * Permissions on {@link RESOURCE_TYPE_BPMN_PROCESS}.
 *
 * @public
 */
export const bpmnProcessPermissions = [
  processReadPermission,
  processDeployPermission,
  processStartPermission,
  processMessagePermission,
  processWorkPermission,
];

/**
 * Permissions on {@link RESOURCE_TYPE_BPMN_INSTANCE}.
 *
 * @public
 */
export const bpmnInstancePermissions = [
  instanceReadPermission,
  instanceOperatePermission,
  mailReadPermission,
];

/**
 * Permissions on {@link RESOURCE_TYPE_BPMN_TASK}.
 *
 * @public
 */
export const bpmnTaskPermissions = [
  taskReadPermission,
  taskCompletePermission,
  taskAssignPermission,
];

/**
 * Every permission of the plugin.
 *
 * @public
 */
export const bpmnPermissions: (
  | BasicPermission
  | ResourcePermission<'bpmn-instance'>
  | ResourcePermission<'bpmn-process'>
  | ResourcePermission<'bpmn-task'>
)[] = [
  ...bpmnProcessPermissions,
  ...bpmnInstancePermissions,
  ...bpmnTaskPermissions,
  processCreatePermission,
];
