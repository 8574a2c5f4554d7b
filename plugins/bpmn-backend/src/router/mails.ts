import {
  mailReadPermission,
  type Mail,
  type MailParams,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { mailOperations } from '../openapi/mails';
import { instanceResourceRef } from '../permissions/resources';
import type { MailRecord } from '../store/mails';
import type { Call, Handlers } from './Call';
import { found } from './found';
import { isoTime, toPage } from './page';
import type { RouteServices } from './RouteServices';

/** Mails of process instances. */
export const mailRoutes: Handlers<typeof mailOperations> = {
  async listMails(call, { access, mails }) {
    const { limit = 50, ...query } = call.query;
    const criteria = await access.criteria(readingMails(call));
    return toPage(await mails.list({ ...query, limit, criteria }), toMail);
  },

  async getMail(call, services) {
    const mail = await readableMail(call, services);
    const { text, messageId } = mail;
    return { ...toMail(mail), text, messageId };
  },

  async getMailAttachment(call, services) {
    const { attachments } = await readableMail(call, services);
    const { mailId, fileKey } = call.params;
    const file = found(
      attachments.find(({ $file }) => $file === fileKey),
      { what: `attachment of mail ${mailId}`, id: fileKey },
    );
    await call.sendFile(
      file,
      async range => (await services.files.open(file, range)).content,
    );
    return undefined;
  },
};

function readingMails({ credentials }: Pick<Call, 'credentials'>) {
  return {
    permission: mailReadPermission,
    ref: instanceResourceRef,
    credentials,
  };
}

async function readableMail(
  call: Call<{ params: MailParams }>,
  { access, mails }: RouteServices,
): Promise<MailRecord> {
  const { mailId: id } = call.params;
  const mail = found(await mails.find(id), { what: 'mail', id });
  await access.require(readingMails(call), mail);
  return mail;
}

function toMail(mail: MailRecord): Mail {
  const { processName, taskId, problem } = mail;
  return {
    id: mail.id,
    instanceId: mail.instanceId,
    processId: mail.processId,
    ...(processName !== undefined && { processName }),
    ...(taskId !== undefined && { taskId }),
    elementId: mail.elementId,
    state: mail.state,
    ...(problem !== undefined && { problem }),
    sender: mail.sender,
    recipients: [...mail.recipients],
    subject: mail.subject,
    attachments: [...mail.attachments],
    createdAt: isoTime(mail.createdAt),
  };
}
