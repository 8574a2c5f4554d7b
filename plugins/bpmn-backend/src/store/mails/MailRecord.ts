import type { MailState } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { MailKept } from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** A mail with the process of its instance. */
export interface MailRecord extends MailKept {
  /** UUIDv7. */
  readonly id: string;
  readonly processId: string;
  /** As people know the process, if it has a name. */
  readonly processName?: string;
  readonly ownerRef: string;
  readonly startedBy: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** A row of mails and instances. */
export function mailOf(row: any): MailRecord {
  return {
    id: row.id,
    key: row.key,
    instanceId: row.instance_id,
    elementId: row.element_id,
    taskId: row.task_id ?? undefined,
    state: row.state as MailState,
    problem: row.problem ?? undefined,
    sender: row.sender,
    recipients: JSON.parse(row.recipients),
    subject: row.subject,
    text: row.text,
    messageId: row.message_id,
    attachments: JSON.parse(row.attachments),
    createdAt: Number(row.created_at),
    processId: row.process_id,
    processName: row.process_name || undefined,
    ownerRef: row.owner_ref,
    startedBy: row.started_by,
  };
}
