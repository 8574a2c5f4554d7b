import type {
  FileReference,
  MailState,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/**
 * A mail, and what became of it.
 *
 * @public
 */
export interface MailKept {
  /** Names the mail: the same each time that it is sent again. At most 255 characters. */
  readonly key: string;
  /** Process instance that it comes from. */
  readonly instanceId: string;
  /** Element that it comes from. */
  readonly elementId: string;
  /** The user task that it tells of. */
  readonly taskId?: string;
  /** What became of it. */
  readonly state: MailState;
  /** Why it waits or has failed. No values of variables, no secrets. */
  readonly problem?: string;
  /** Address. */
  readonly sender: string;
  /** Addresses. */
  readonly recipients: readonly string[];
  /** One line. */
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** As its header says. */
  readonly messageId: string;
  /** Files of the instance. */
  readonly attachments: readonly FileReference[];
}

/**
 * What became of mails, for those who may see it. To be used while jobs are done and people are told, not before the back end has started.
 *
 * @public
 */
export interface BpmnMailbox {
  /**
   * Keeps a mail, or what became of one that is kept already, as it was tried last: by its key there is one. What is `sent` or `kept` stays so.
   * Nothing happens if its instance is gone. One that is `waiting`, and has the key by which somebody is told of a task, is `failed` as soon as
   * nobody is to be told of that any more.
   */
  keep(mail: MailKept): Promise<void>;
  /** What became of a mail; undefined: there is none of this key. */
  findState(key: string): Promise<MailState | undefined>;
}
