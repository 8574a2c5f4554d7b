import type { FileReference } from '../glossary';
import type { PageQuery } from './page';

/**
 * What became of a mail.
 *
 * - `kept`: there is no mail server; it can be read here only
 * - `waiting`: it could not be sent yet, and is tried again
 * - `sent`: a mail server has taken it
 * - `failed`: it could not be sent, and is not tried again
 *
 * @public
 */
export type MailState = 'kept' | 'waiting' | 'sent' | 'failed';

/**
 * A mail that a process instance has sent, or would have sent if there were a mail server.
 *
 * @public
 */
export interface Mail {
  /** Opaque. */
  readonly id: string;
  /** Opaque. */
  readonly instanceId: string;
  /** Id of its process. */
  readonly processId: string;
  /** As people know the process; absent: it has only an id. */
  readonly processName?: string;
  /** The user task that it tells of. Opaque; absent: it is of another task. */
  readonly taskId?: string;
  /** Element that it comes from. */
  readonly elementId: string;
  /** What became of it. */
  readonly state: MailState;
  /** Of one that waits or has failed: why. */
  readonly problem?: string;
  /** Address. */
  readonly sender: string;
  /** Addresses. */
  readonly recipients: readonly string[];
  /** One line. */
  readonly subject: string;
  /** Files of the instance. */
  readonly attachments: readonly FileReference[];
  /** When it was written. */
  readonly createdAt: string;
}

/**
 * A mail with what is in it.
 *
 * @public
 */
export interface MailDetails extends Mail {
  /** What is in it, as plain text. */
  readonly text: string;
  /** Its `Message-ID`: the same each time that it is sent. */
  readonly messageId: string;
}

/**
 * Which mails are wanted; all of it has to hold.
 *
 * @public
 */
export interface MailQuery extends PageQuery {
  /** Of this instance. */
  readonly instanceId?: string;
  /** That stand so. */
  readonly state?: MailState;
}
