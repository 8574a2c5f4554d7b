import { createHash } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import type { Entity } from '@backstage/catalog-model';
import type {
  FileReference,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  handleJob,
  type BpmnMailbox,
  type Job,
  type JobAnswer,
  type JobHandler,
  type MailKept,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import {
  testJob,
  testJobContext,
  type TestJobContext,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node/testing';
import { readMailConfig } from '../config/readMailConfig';
import { Post } from '../mail/Post';
import { MailTaskNotifier } from '../notices/MailTaskNotifier';
import type { Catalog } from '../people/Catalog';
import { People } from '../people/People';
import { createMailJobHandler } from '../task/mailJobHandler';

/** Mails by their keys, as the host keeps them. */
export class TestMailbox implements BpmnMailbox {
  readonly mails = new Map<string, MailKept>();

  async keep(mail: MailKept): Promise<void> {
    const state = await this.findState(mail.key);
    if (state !== 'sent' && state !== 'kept') {
      this.mails.set(mail.key, mail);
    }
  }

  async findState(key: string) {
    return this.mails.get(key)?.state;
  }

  /** The only one there is. */
  only(): MailKept {
    const [mail, ...others] = this.mails.values();
    if (!mail || others.length > 0) {
      throw new Error(`Expected one mail, but there are ${this.mails.size}`);
    }
    return mail;
  }
}

/** A user or group as the catalog has them. */
export const entity = (
  kind: 'User' | 'Group',
  name: string,
  profile: object = { email: `${name}@example.com` },
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: { profile: { ...profile } },
});

/** Ada and Ben, who are the group `data`; a group with an address; and somebody whom nobody can write to. */
export const testCatalog: Catalog = {
  async find(ref) {
    return {
      'user:default/ada': entity('User', 'ada', {
        displayName: 'Ada Okafor',
        email: 'ada@example.com',
      }),
      'user:default/ben': entity('User', 'ben'),
      'user:default/nobody': entity('User', 'nobody', {}),
      'group:default/data': entity('Group', 'data', {}),
      'group:default/desk': entity('Group', 'desk'),
    }[ref];
  },
  async members(ref) {
    return ref === 'group:default/data'
      ? [entity('User', 'ada'), entity('User', 'ben')]
      : [];
  },
};

/** A file, as variables have it. */
export function fileOf(name: string, content: Buffer): FileReference {
  return {
    $file: name,
    name,
    size: content.length,
    contentType: 'application/octet-stream',
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

/** The module as it is put together. */
export interface Connector {
  readonly handler: JobHandler;
  readonly notifier: MailTaskNotifier;
  readonly mailbox: TestMailbox;
  /** Sends what the variable `mail` says. */
  send(
    mail: JsonObject,
    job?: Partial<Job>,
    context?: TestJobContext,
  ): Promise<JobAnswer>;
}

const opened: Post[] = [];

afterEach(() => {
  opened.splice(0).forEach(post => post.close());
});

/** Puts the module together, with what `bpmn.mail` says. */
export function connector(mail: object = {}): Connector {
  const config = readMailConfig(
    new ConfigReader({
      app: { baseUrl: 'https://portal.example.com/' },
      bpmn: { mail: { from: 'Portal <portal@example.com>', ...mail } },
    }),
  );
  const mailbox = new TestMailbox();
  const post = new Post({ config, mailbox });
  opened.push(post);
  const options = { config, post, people: new People(testCatalog) };
  const handler = createMailJobHandler(options);
  return {
    handler,
    notifier: new MailTaskNotifier(options),
    mailbox,
    send: (variable, job = {}, context = testJobContext()) =>
      handleJob(
        handler,
        testJob({ type: 'mail:send', variables: { mail: variable }, ...job }),
        context,
      ),
  };
}
