import {
  mailReadPermission,
  type Mail,
  type MailAttachmentParams,
  type MailDetails,
  type MailParams,
  type MailQuery,
  type Page,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { operation } from './operation';
import {
  anyText,
  id,
  listOf,
  objectOf,
  oneOf,
  optional,
  pageOf,
  pageQuery,
  ref,
  time,
} from './schema';

const mailState = oneOf(['kept', 'waiting', 'sent', 'failed']);

const mailProperties = {
  id: anyText,
  instanceId: anyText,
  processId: anyText,
  processName: optional(anyText),
  taskId: optional(anyText),
  elementId: anyText,
  state: mailState,
  problem: optional(anyText),
  sender: anyText,
  recipients: listOf(anyText),
  subject: anyText,
  attachments: listOf(ref('FileReference')),
  createdAt: time,
};

/** Parts of the document about mails. */
export const mailSchemas = {
  Mail: objectOf<Mail>(mailProperties),
  MailDetails: objectOf<MailDetails>({
    ...mailProperties,
    text: anyText,
    messageId: anyText,
  }),
  Mails: pageOf(ref('Mail')),
};

const params = { mailId: id };

const ofMails = {
  tag: 'Mails',
  permission: mailReadPermission.name,
} as const;

/** Mails of process instances. */
export const mailOperations = {
  listMails: operation<{ query: MailQuery; answer: Page<Mail> }>({
    ...ofMails,
    method: 'get',
    path: '/mails',
    summary: 'Mails, the youngest first',
    description:
      'Those that mail tasks have sent, and those that tell people of their tasks; of the instances whose mails one may see. Without a mail server they are `kept` here and nowhere else. What could not be sent and is not tried again has `failed`.',
    query: {
      ...pageQuery,
      instanceId: optional(id),
      state: optional(mailState),
    },
    status: 200,
    answer: ref('Mails'),
  }),
  getMail: operation<{ params: MailParams; answer: MailDetails }>({
    ...ofMails,
    method: 'get',
    path: '/mails/{mailId}',
    summary: 'A mail with what is in it',
    params,
    status: 200,
    answer: ref('MailDetails'),
    refusals: [404],
  }),
  getMailAttachment: operation<{
    params: MailAttachmentParams;
    answer: undefined;
  }>({
    ...ofMails,
    method: 'get',
    path: '/mails/{mailId}/attachments/{fileKey}',
    summary: 'A file that is attached to a mail',
    description:
      'Always to be saved, never to be shown as a page: whoever shows it fetches it, and shows HTML and SVG in a sandboxed frame only. Knows `If-None-Match`, and `Range` with one range of bytes.',
    params: { ...params, fileKey: id },
    status: 200,
    answer: anyText,
    answerType: '*/*',
    otherAnswers: [206, 304],
    refusals: [404, 416],
  }),
};
