import { Readable } from 'node:stream';
import { mockServices } from '@backstage/backend-test-utils';
import type { TaskNotice } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { connector, fileOf } from '../__testUtils__/connector';
import {
  attachmentsOf,
  headersOf,
  TestSmtpServer,
} from '../__testUtils__/testSmtpServer';

const server = new TestSmtpServer();
const plot = Buffer.from([0, 255, 13, 10, 46, 13, 10]);

const notice = (more: Partial<TaskNotice> = {}): TaskNotice => ({
  taskId: 'task-1',
  taskName: 'Approve\r\nBcc: eve@evil.com',
  elementId: 'approve',
  instanceId: 'instance-1',
  processId: 'click-propensity',
  processName: 'Click propensity',
  businessKey: 'campaign 7',
  owner: 'group:default/data',
  startedBy: 'user:default/chloe',
  assignee: 'user:default/ada',
  candidates: [],
  dueAt: Date.UTC(2026, 0, 2, 9, 30),
  documents: [fileOf('plot.png', plot)],
  ...more,
});

const telling = (more: Partial<TaskNotice> = {}) => ({
  notice: notice(more),
  recipient: 'user:default/ada',
  key: 'key-1',
  isLastTry: false,
});

const context = () => ({
  logger: mockServices.logger.mock(),
  openFile: async () => Readable.from([plot]),
});

const smtp = () => ({ smtp: { host: '127.0.0.1', port: server.port } });

beforeAll(() => server.start());
beforeEach(() => server.reset());
afterAll(() => server.stop());

describe('the mail on a task', () => {
  it('should say what it is about, bring the documents, and lead to the task', async () => {
    // given
    const { notifier, mailbox } = connector(smtp());
    // when
    await notifier.notify(telling(), context());
    // then
    const [delivered] = server.delivered;
    expect(delivered.to).toEqual(['ada@example.com']);
    expect(attachmentsOf(delivered).get('plot.png')).toEqual(plot);
    const headers = headersOf(delivered);
    expect(headers.has('bcc')).toBe(false);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    const { text, state, taskId, subject } = mailbox.only();
    expect({ state, taskId }).toEqual({ state: 'sent', taskId: 'task-1' });
    expect(subject).toBe(
      'Approve Bcc: eve@evil.com – Click propensity, campaign 7',
    );
    expect(text).toBe(
      [
        'A task waits for you.',
        '',
        'Task: Approve Bcc: eve@evil.com',
        'Process: Click propensity',
        'About: campaign 7',
        'Owner: group:default/data',
        'Started by: user:default/chloe',
        'Due: 2026-01-02 09:30 UTC',
        '',
        'Open it, after signing in:',
        'https://portal.example.com/tasks/task-1',
        '',
        'Opening the link changes nothing.',
      ].join('\n'),
    );
  });

  it('should be for the assignee, else for each candidate and each member of a group', async () => {
    // given
    const { notifier } = connector();
    const candidates = ['user:default/ada', 'group:default/data'];
    // then
    expect(await notifier.findRecipients(notice({ candidates }))).toEqual([
      'user:default/ada',
    ]);
    expect(
      await notifier.findRecipients(
        notice({ assignee: undefined, candidates }),
      ),
    ).toEqual(['user:default/ada', 'user:default/ben']);
    expect(
      await notifier.findRecipients(
        notice({ assignee: undefined, candidates: ['group:default/desk'] }),
      ),
    ).toEqual(['group:default/desk']);
  });

  it('should name what is too large to be attached', async () => {
    // given
    const { notifier, mailbox } = connector({ maxAttachmentBytes: 100 });
    const large = { ...fileOf('large.csv', plot), size: 5 * 1024 * 1024 };
    // when
    await notifier.notify(
      telling({ documents: [large, fileOf('plot.png', plot)] }),
      context(),
    );
    // then
    const { attachments, text } = mailbox.only();
    expect(attachments.map(({ name }) => name)).toEqual(['plot.png']);
    expect(text).toContain('- large.csv (5.0 MiB)');
  });

  it('should wait while the server is away, and be sent when it is back', async () => {
    // given
    await server.stop();
    const { notifier, mailbox } = connector(smtp());
    // when
    const away = notifier.notify(telling(), context());
    // then
    await expect(away).rejects.toThrow('ESOCKET');
    expect(mailbox.only()).toMatchObject({
      state: 'waiting',
      problem: expect.stringContaining('ESOCKET'),
    });
    // when
    await server.start();
    await notifier.notify(telling(), context());
    // then
    expect(mailbox.only()).toMatchObject({ state: 'sent' });
    expect(server.delivered).toHaveLength(1);
  });

  it('should be a dead letter if the server refuses the recipient, or nobody tries again', async () => {
    // given
    server.refuse = () => 550;
    const refused = connector(smtp());
    // when
    await refused.notifier.notify(telling(), context());
    // then
    expect(refused.mailbox.only()).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('(550)'),
    });
    // given
    server.refuse = () => 450;
    const late = connector(smtp());
    // when
    const last = { ...telling(), isLastTry: true };
    await late.notifier.notify(last, context());
    // then
    expect(late.mailbox.only()).toMatchObject({ state: 'failed' });
  });

  it('should be a dead letter where nobody knows an address', async () => {
    // given
    const { notifier, mailbox } = connector(smtp());
    // when
    const unknown = { ...telling(), recipient: 'user:default/nobody' };
    await notifier.notify(unknown, context());
    // then
    expect(mailbox.only()).toMatchObject({
      state: 'failed',
      recipients: ['user:default/nobody'],
    });
  });
});
