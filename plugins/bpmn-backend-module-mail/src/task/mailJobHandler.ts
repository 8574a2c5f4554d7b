import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  complete,
  failForGood,
  type Job,
  type JobAnswer,
  type JobContext,
  type JobHandler,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { MailConfig } from '../config/readMailConfig';
import { isAllowed, type Address } from '../mail/address';
import type { Post } from '../mail/Post';
import type { People } from '../people/People';
import { Refusal } from '../refusal';
import { readMailTask, type MailTask } from './readMailTask';

/** What the handler needs. */
export interface MailJobHandlerOptions {
  readonly config: Pick<MailConfig, 'domains' | 'maxAttachmentBytes'>;
  readonly people: People;
  readonly post: Post;
}

/** Longest time that one try may take, in milliseconds: attachments take theirs. */
const TIMEOUT = 5 * 60_000;

/** Does jobs of type `mail:send`: sends what the variable `mail` says and answers with the variable `receipt`. */
export function createMailJobHandler(
  options: MailJobHandlerOptions,
): JobHandler {
  return {
    type: 'mail:send',
    timeout: TIMEOUT,
    async handle(job, context) {
      context.signal.throwIfAborted();
      try {
        return await doJob(job, context, options);
      } catch (error) {
        if (error instanceof Refusal) {
          return failForGood(error.message);
        }
        throw error;
      }
    },
  };
}

async function doJob(
  job: Job,
  context: JobContext,
  { config, people, post }: MailJobHandlerOptions,
): Promise<JobAnswer> {
  const task = readMailTask(job.variables);
  const attachments = await attachmentsOf(task, context);
  requireRoom(attachments, config.maxAttachmentBytes);
  const to = await recipientsOf(task, { config, people });
  const { messageId, refused } = await post.send(
    {
      key: job.idempotencyKey,
      instanceId: job.instanceId,
      elementId: job.elementId,
      to,
      subject: task.subject,
      text: task.text,
      attachments,
      openFile: file => context.openFile(file),
    },
    context.signal,
  );
  const taken = to.length - refused.length;
  context.log(
    `Mail to ${to.length} recipients with ${attachments.length} attachments: ${taken} taken, ${refused.length} refused`,
  );
  return complete({ receipt: { messageId, recipients: taken, refused } });
}

/** Files as they are, and those that are named: of several of one name the youngest. */
async function attachmentsOf(
  { attachments }: MailTask,
  context: JobContext,
): Promise<readonly FileReference[]> {
  const isNamed = attachments.some(one => typeof one === 'string');
  const known = isNamed ? await context.listFiles() : [];
  return attachments.map(one => {
    const file =
      typeof one === 'string' ? known.find(({ name }) => name === one) : one;
    if (!file) {
      throw new Refusal(
        'Expected files of this run that have the names in mail.attachments, but there is none of one of them. See the names with the run',
      );
    }
    return file;
  });
}

function requireRoom(
  attachments: readonly FileReference[],
  most: number,
): void {
  const bytes = attachments.reduce((sum, { size }) => sum + size, 0);
  if (bytes > most) {
    throw new Refusal(
      `Expected attachments of at most ${most} bytes together, but they have ${bytes}. Attach less, or let whoever runs the portal raise bpmn.mail.maxAttachmentBytes`,
    );
  }
}

async function recipientsOf(
  { to }: MailTask,
  { config, people }: Pick<MailJobHandlerOptions, 'config' | 'people'>,
): Promise<readonly Address[]> {
  const found = new Map<string, Address>();
  for (const text of to) {
    for (const address of await people.addressesOf(text)) {
      found.set(address.address.toLowerCase(), address);
    }
  }
  const addresses = [...found.values()];
  if (!addresses.every(address => isAllowed(address, config.domains))) {
    throw new Refusal(
      'Expected recipients of the domains that mails may go to, but one is of another. Whoever runs the portal finds them in bpmn.mail.domains',
    );
  }
  return addresses;
}
