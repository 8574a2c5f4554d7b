/**
 * What names a deployment.
 *
 * @public
 */
export interface DeploymentParams {
  /** Opaque. */
  readonly deploymentId: string;
}

/**
 * What names a draft.
 *
 * @public
 */
export interface DraftParams {
  /** Opaque. */
  readonly draftId: string;
}

/**
 * What names a process.
 *
 * @public
 */
export interface ProcessParams {
  /** Its id, which is also its name in the catalog. */
  readonly processId: string;
}

/**
 * What names a version of a process.
 *
 * @public
 */
export interface DefinitionParams {
  /** Opaque. */
  readonly processDefinitionId: string;
}

/**
 * What names a process instance.
 *
 * @public
 */
export interface InstanceParams {
  /** Opaque. */
  readonly instanceId: string;
}

/**
 * What names an open incident.
 *
 * @public
 */
export interface IncidentParams {
  /** Opaque. */
  readonly incidentId: string;
}

/**
 * What names a job that is leased.
 *
 * @public
 */
export interface JobParams {
  /** Opaque. */
  readonly jobId: string;
}

/**
 * What names a schedule of a process.
 *
 * @public
 */
export interface ScheduleParams {
  /** Opaque. */
  readonly scheduleId: string;
}

/**
 * What names a run of a script.
 *
 * @public
 */
export interface ScriptAttemptParams {
  /** Opaque. */
  readonly attemptId: string;
}

/**
 * What names a user task.
 *
 * @public
 */
export interface TaskParams {
  /** Opaque. */
  readonly taskId: string;
}

/**
 * What names a file of a process instance.
 *
 * @public
 */
export interface FileParams extends InstanceParams {
  /** The `$file` of its reference. */
  readonly fileKey: string;
}

/**
 * What names a mail.
 *
 * @public
 */
export interface MailParams {
  /** Opaque. */
  readonly mailId: string;
}

/**
 * What names a file that is attached to a mail.
 *
 * @public
 */
export interface MailAttachmentParams extends MailParams {
  /** The `$file` of its reference. */
  readonly fileKey: string;
}
