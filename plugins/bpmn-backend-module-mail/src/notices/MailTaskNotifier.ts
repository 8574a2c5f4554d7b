import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  TaskNotice,
  TaskNoticeContext,
  TaskNotifier,
  TaskTelling,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { MailConfig } from '../config/readMailConfig';
import { isAllowed, type Address } from '../mail/address';
import type { OutgoingMail } from '../mail/outgoingMail';
import type { Post } from '../mail/Post';
import type { People } from '../people/People';
import { Refusal } from '../refusal';
import { composeNotice } from './composeNotice';

/** What it needs. */
export interface MailTaskNotifierOptions {
  readonly config: Pick<
    MailConfig,
    'domains' | 'maxAttachmentBytes' | 'portalUrl'
  >;
  readonly people: People;
  readonly post: Post;
}

/** Tells people of their tasks by mail, each in a mail of their own. */
export class MailTaskNotifier implements TaskNotifier {
  readonly name = 'mail';

  constructor(private readonly options: MailTaskNotifierOptions) {}

  async findRecipients({
    assignee,
    candidates,
  }: TaskNotice): Promise<readonly string[]> {
    const asked = assignee === undefined ? candidates : [assignee];
    return this.options.people.usersOf(asked);
  }

  /** What cannot be sent is a mail that waits, or has failed, where people see it. */
  async notify(
    telling: TaskTelling,
    context: TaskNoticeContext,
  ): Promise<void> {
    const { post } = this.options;
    let mail = this.draft(telling, context);
    try {
      mail = { ...mail, to: await this.addressesOf(telling.recipient) };
      await post.send(mail);
    } catch (error) {
      const isOver = error instanceof Refusal || telling.isLastTry;
      const state = isOver ? 'failed' : 'waiting';
      await post.note(mail, { state, problem: (error as Error).message });
      if (!isOver) {
        throw error;
      }
      const { taskId } = telling.notice;
      context.logger.warn(
        `Gave up the mail on task ${taskId}; it is in the outbox`,
        error as Error,
      );
    }
  }

  private async addressesOf(recipient: string): Promise<readonly Address[]> {
    const { people, config } = this.options;
    const to = await people.addressesOf(recipient);
    if (!to.every(address => isAllowed(address, config.domains))) {
      throw new Refusal(
        'Expected a recipient of the domains that mails may go to (bpmn.mail.domains), but they are of another',
      );
    }
    return to;
  }

  /** As it is before it is known where the person can be written to. */
  private draft(
    { notice, recipient, key }: TaskTelling,
    { openFile }: TaskNoticeContext,
  ): OutgoingMail {
    const { portalUrl, maxAttachmentBytes } = this.options.config;
    const { attached, left } = fitting(notice.documents, maxAttachmentBytes);
    const { instanceId, elementId, taskId } = notice;
    return {
      ...{ key, instanceId, elementId, taskId, openFile },
      to: [{ name: '', address: recipient }],
      ...composeNotice(notice, { left, portalUrl }),
      attachments: attached,
    };
  }
}

/** As many documents as there is room for, in their order. */
function fitting(documents: readonly FileReference[], room: number) {
  const attached: FileReference[] = [];
  const left: FileReference[] = [];
  let used = 0;
  for (const document of documents) {
    if (used + document.size <= room) {
      used += document.size;
      attached.push(document);
    } else {
      left.push(document);
    }
  }
  return { attached, left };
}
