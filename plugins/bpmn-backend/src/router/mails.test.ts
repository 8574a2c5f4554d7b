import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { MailKept } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Knex } from 'knex';
import { eachDatabase, migratedDatabase } from '../__testUtils__/database';
import { ADA, EVE, OTHERS, OWNER } from '../__testUtils__/restApi';
import { newWorld, type World } from '../__testUtils__/world';

describe.each(eachDatabase)('mails over REST on %s', databaseId => {
  let knex: Knex;
  let world: World;

  beforeAll(async () => {
    knex = await migratedDatabase(databaseId);
    world = await newWorld(knex);
  });

  beforeEach(async () => {
    await knex('mails').del();
    world.api.policy.clear();
  });

  afterAll(() => {
    world.api.server.closeAllConnections();
    world.api.server.close();
  });

  const mail = (
    instanceId: string,
    more: Partial<MailKept> = {},
  ): MailKept => ({
    key: 'first',
    instanceId,
    elementId: 'work',
    state: 'waiting',
    problem: 'away',
    sender: 'portal@example.com',
    recipients: ['ada@example.com'],
    subject: 'Report',
    text: 'Here it is',
    messageId: '<1@example.com>',
    attachments: [],
    ...more,
  });

  const keep = (kept: MailKept) =>
    world.api.host.stores.mails.keep(kept, world.api.clock.now());

  const owners = (claim: string): PolicyDecision => ({
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'bpmn',
    resourceType: 'bpmn-instance',
    conditions: {
      rule: 'IS_PROCESS_OWNER',
      resourceType: 'bpmn-instance',
      params: { claims: [claim] },
    },
  });

  it('should be one for each key, and what is sent stays sent', async () => {
    // given
    const { instanceId } = await world.instance();
    await keep(mail(instanceId));
    // when
    await keep(mail(instanceId, { state: 'sent', problem: undefined }));
    await keep(mail(instanceId, { state: 'failed', problem: 'late' }));
    // then
    const { body } = await world.api.ask('listMails');
    expect(body.items).toEqual([
      {
        id: expect.any(String),
        instanceId,
        processId: 'known',
        processName: 'known',
        elementId: 'work',
        state: 'sent',
        sender: 'portal@example.com',
        recipients: ['ada@example.com'],
        subject: 'Report',
        attachments: [],
        createdAt: '2026-01-01T00:00:00.000Z',
      },
    ]);
    expect(await world.api.host.stores.mails.findState('first')).toBe('sent');
  });

  it('should say to whom and how it was tried last', async () => {
    // given
    const { instanceId } = await world.instance();
    const unknown = ['user:default/ada'];
    await keep(mail(instanceId, { recipients: unknown, subject: 'Rep' }));
    // when
    await keep(mail(instanceId, { state: 'sent', problem: undefined }));
    // then
    const { body } = await world.api.ask('listMails');
    expect(body.items).toMatchObject([
      { state: 'sent', recipients: ['ada@example.com'], subject: 'Report' },
    ]);
  });

  it('should be given up only while it waits', async () => {
    // given
    const { instanceId } = await world.instance();
    const { mails } = world.api.host.stores;
    await keep(mail(instanceId));
    await keep(mail(instanceId, { key: 'sent', state: 'sent' }));
    // when
    for (const key of ['first', 'sent', 'unheardOf']) {
      await mails.giveUp(key, 'Not wanted any more');
    }
    // then
    expect(await mails.findState('first')).toBe('failed');
    expect(await mails.findState('sent')).toBe('sent');
  });

  it('should be found by instance and state, page by page, the youngest first', async () => {
    // given
    const { instanceId } = await world.instance();
    const other = await world.instance();
    for (let n = 1; n <= 3; n++) {
      world.api.clock.time += 1000;
      await keep(mail(instanceId, { key: `${n}`, subject: `No. ${n}` }));
    }
    await keep(mail(other.instanceId, { key: 'other', state: 'failed' }));
    const ask = async (query: object) => {
      const { body } = await world.api.ask('listMails', { query });
      return {
        subjects: body.items.map((item: MailKept) => item.subject),
        cursor: body.nextCursor,
      };
    };
    // when
    const first = await ask({ instanceId, limit: 2 });
    const rest = await ask({ instanceId, limit: 2, cursor: first.cursor });
    // then
    expect(first.subjects).toEqual(['No. 3', 'No. 2']);
    expect(rest).toEqual({ subjects: ['No. 1'], cursor: undefined });
    expect((await ask({ state: 'failed' })).subjects).toEqual(['Report']);
  });

  it('should be for those who may see them', async () => {
    // given
    const { mailId, fileKey } = await world.mail();
    world.api.policy.set('bpmn.mail.read', owners(OTHERS));
    // then
    const { body } = await world.api.ask('listMails', { as: EVE });
    expect(body.items).toEqual([]);
    const params = { mailId, fileKey };
    for (const id of ['getMail', 'getMailAttachment'] as const) {
      expect((await world.api.ask(id, { params, as: EVE })).status).toBe(403);
    }
    // when
    world.api.policy.set('bpmn.mail.read', owners(OWNER));
    // then
    const found = await world.api.ask('getMail', { params, as: ADA });
    expect(found.body).toMatchObject({ id: mailId, text: 'Here it is' });
  });

  it('should give attachments of their own only', async () => {
    // given
    const { mailId, fileKey } = await world.mail();
    const other = await world.mail();
    // when
    const given = await world.api.ask('getMailAttachment', {
      params: { mailId, fileKey },
    });
    const refused = await world.api.ask('getMailAttachment', {
      params: { mailId, fileKey: other.fileKey },
    });
    // then
    expect([given.status, given.text]).toEqual([200, 'a,b\n']);
    expect(given.headers['content-disposition']).toMatch(/^attachment/);
    expect(refused.status).toBe(404);
  });

  it('should lead to tasks that no look at them changes', async () => {
    // given
    const { taskId } = await world.task();
    const tables = ['user_tasks', 'user_task_candidates', 'history', 'outbox'];
    const all = () => Promise.all(tables.map(table => knex(table)));
    const before = await all();
    // when: a scanner follows the link in a mail, before whoever it is for
    for (const as of ['nobody', 'service', ADA]) {
      await world.api.ask('getTask', { params: { taskId }, as });
    }
    // then
    expect(await all()).toEqual(before);
  });

  it('should go with their instance, and not come after it', async () => {
    // given
    const { instanceId } = await world.over();
    await keep(mail(instanceId));
    // when
    const limits = { rows: 1000, bytes: 1_000_000 };
    await world.api.host.stores.retention.remove([instanceId], limits);
    await keep(mail(instanceId, { key: 'late' }));
    // then
    expect(await knex('mails')).toEqual([]);
  });
});
