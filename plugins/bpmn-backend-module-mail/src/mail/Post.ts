import type { Readable } from 'node:stream';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  BpmnMailbox,
  MailKept,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { createTransport, type Transporter } from 'nodemailer';
import type { MailConfig, SmtpConfig } from '../config/readMailConfig';
import { Refusal } from '../refusal';
import { htmlOf } from './htmlOf';
import { messageIdOf, type OutgoingMail } from './outgoingMail';
import { refusalOf, Unsent } from './unsent';

/** What came of a mail. */
export interface Posted {
  readonly messageId: string;
  /** Addresses that the server has refused, while it has taken others. */
  readonly refused: readonly string[];
}

/** Milliseconds. */
const TIMEOUTS = {
  connectionTimeout: 15_000,
  greetingTimeout: 15_000,
  dnsTimeout: 15_000,
  socketTimeout: 60_000,
};

/** Sends mails, or keeps them where there is no mail server; and notes what became of each. */
export class Post {
  private readonly transport?: Transporter;

  constructor(
    private readonly options: {
      readonly config: Pick<MailConfig, 'from' | 'smtp'>;
      readonly mailbox: BpmnMailbox;
    },
  ) {
    const { smtp } = options.config;
    this.transport = smtp && transportOf(smtp);
  }

  /**
   * Sends a mail, unless it was sent before. Rejects with a Refusal if the server does not want it, however often it is tried, and with Unsent
   * if it may want it later.
   */
  async send(mail: OutgoingMail, signal?: AbortSignal): Promise<Posted> {
    const messageId = messageIdOf(mail.key, this.options.config.from);
    const state = await this.options.mailbox.findState(mail.key);
    if (state === 'sent' || state === 'kept') {
      return { messageId, refused: [] };
    }
    signal?.throwIfAborted();
    if (!this.transport) {
      await this.note(mail, { state: 'kept' });
      return { messageId, refused: [] };
    }
    const refused = await this.transmit(mail, { messageId, signal });
    await this.note(mail, { state: 'sent' });
    return { messageId, refused };
  }

  /** Notes what became of a mail, for people. */
  async note(
    mail: OutgoingMail,
    outcome: Pick<MailKept, 'state' | 'problem'>,
  ): Promise<void> {
    const { mailbox, config } = this.options;
    const { key, instanceId, elementId, taskId, subject, text } = mail;
    await mailbox.keep({
      ...{ key, instanceId, elementId, taskId, subject, text },
      ...outcome,
      sender: config.from.address,
      recipients: mail.to.map(({ address }) => address),
      attachments: mail.attachments,
      messageId: messageIdOf(key, config.from),
    });
  }

  /** Nothing is sent any more. */
  close(): void {
    this.transport?.close();
  }

  private async transmit(
    mail: OutgoingMail,
    {
      messageId,
      signal,
    }: { readonly messageId: string; readonly signal?: AbortSignal },
  ): Promise<readonly string[]> {
    const opened: Readable[] = [];
    const aborted = new Promise<never>((_, reject) => {
      const stop = () => reject(signal!.reason);
      signal?.addEventListener('abort', stop, { once: true });
    });
    // It may come when nobody waits for it yet, or not any more.
    aborted.catch(() => {});
    try {
      const attachments = await contentsOf(mail, opened);
      const sent = this.transport!.sendMail({
        messageId,
        from: { ...this.options.config.from },
        to: mail.to.map(one => ({ ...one })),
        subject: mail.subject,
        text: mail.text,
        html: htmlOf(mail.text),
        attachments,
        // Nobody answers to it.
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const { rejected = [] } = await Promise.race([sent, aborted]);
      return rejected.map(one => String(one));
    } catch (error) {
      signal?.throwIfAborted();
      throw refusalOf(error);
    } finally {
      opened.forEach(content => content.destroy());
    }
  }
}

async function contentsOf(mail: OutgoingMail, opened: Readable[]) {
  const attachments = [];
  for (const file of mail.attachments) {
    const content = await openedFile(mail, file);
    content.on('error', () => {});
    opened.push(content);
    const { name: filename, contentType } = file;
    attachments.push({ filename, contentType, content });
  }
  return attachments;
}

const NOT_OURS: readonly unknown[] = ['invalidArgument', 'notFound'];

async function openedFile(
  { openFile }: OutgoingMail,
  file: FileReference,
): Promise<Readable> {
  try {
    return await openFile(file);
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    throw NOT_OURS.includes(code)
      ? new Refusal(
          'Expected the attachments to be files of this process instance, but one is not. Attach what a form, a script or a message has brought into this run',
        )
      : new Unsent('Expected the attachments to be read, but they were not');
  }
}

function transportOf({
  host,
  port,
  secure,
  requireTls,
  auth,
}: SmtpConfig): Transporter {
  return createTransport({
    ...{ host, port, secure, requireTLS: requireTls },
    ...(auth && { auth: { user: auth.user, pass: auth.password } }),
    ...TIMEOUTS,
  });
}
