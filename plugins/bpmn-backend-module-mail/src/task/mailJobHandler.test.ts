import { randomBytes } from 'node:crypto';
import {
  jobHandlerContract,
  testJobContext,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node/testing';
import { connector, fileOf } from '../__testUtils__/connector';
import {
  attachmentsOf,
  headersOf,
  TestSmtpServer,
} from '../__testUtils__/testSmtpServer';

const server = new TestSmtpServer();

const smtp = (more: object = {}) => ({
  smtp: { host: '127.0.0.1', port: server.port },
  ...more,
});

const mail = (more: object = {}) => ({
  to: 'ada@example.com',
  subject: 'The report',
  body: 'Here it is',
  ...more,
});

beforeAll(() => server.start());
beforeEach(() => server.reset());
afterAll(() => server.stop());

describe('the mail task', () => {
  jobHandlerContract({
    createHandler: () => connector(smtp()).handler,
    goodJob: () => ({ type: 'mail:send', variables: { mail: mail() } }),
    failingJob: () => ({ type: 'mail:send', variables: {} }),
    endlessJob() {
      let begin = () => {};
      const begun = new Promise<void>(resolve => {
        begin = resolve;
      });
      server.onData = () => {
        begin();
        return new Promise(resolve => {
          setTimeout(resolve, 500).unref();
        });
      };
      return {
        job: { type: 'mail:send', variables: { mail: mail() } },
        begun,
      };
    },
  });

  it('should cross SMTP with its attachments, byte for byte', async () => {
    // given
    const plot = randomBytes(300_000);
    const table = Buffer.from('a,b\r\n.\r\n..\r\n1,ä\n');
    const files = { 'plot.png': plot, 'table.csv': table };
    const given = Object.entries(files).map(
      ([name, content]) => [fileOf(name, content), content] as const,
    );
    const attachments = given.map(([file]) => ({ ...file }));
    const { send, mailbox } = connector(smtp());
    // when
    const answer = await send(
      mail({ to: ['user:default/ada', 'desk@example.com'], attachments }),
      { idempotencyKey: 'key-9' },
      testJobContext({ files: given }),
    );
    // then
    const [delivered] = server.delivered;
    expect(delivered.from).toBe('portal@example.com');
    expect(delivered.to).toEqual(['ada@example.com', 'desk@example.com']);
    expect(Object.fromEntries(attachmentsOf(delivered))).toEqual(files);
    const headers = headersOf(delivered);
    expect(headers.get('subject')).toBe('The report');
    expect(headers.get('from')).toBe('Portal <portal@example.com>');
    expect(headers.get('to')).toBe(
      'Ada Okafor <ada@example.com>, desk@example.com',
    );
    expect(answer).toEqual({
      kind: 'complete',
      variables: {
        receipt: {
          messageId: headers.get('message-id'),
          recipients: 2,
          refused: [],
        },
      },
    });
    expect(mailbox.only()).toMatchObject({ state: 'sent', attachments });
  });

  it('should be the same when it is sent again, and not be sent again once it was', async () => {
    // given
    const first = connector(smtp());
    await first.send(mail());
    // when: what was sent is forgotten, as by a crash
    const second = connector(smtp());
    await second.send(mail());
    await second.send(mail());
    // then
    const ids = server.delivered.map(one => headersOf(one).get('message-id'));
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@example\.com>$/);
  });

  it('should be tried again while the server is away, and come when it is back', async () => {
    // given
    await server.stop();
    const { send } = connector(smtp());
    // when
    const away = await send(mail());
    // then
    expect(away).toEqual({
      kind: 'fail',
      message:
        'Expected the mail server to be reached, but it was not: ESOCKET',
    });
    // when
    await server.start();
    const back = await send(mail());
    // then
    expect(back.kind).toBe('complete');
    expect(server.delivered).toHaveLength(1);
  });

  it.each([
    [450, 'fail'],
    [550, 'failForGood'],
  ])('should answer %i of the server by %s', async (code, kind) => {
    // given
    server.refuse = () => code;
    const { send } = connector(smtp());
    // when
    const answer = await send(mail());
    // then
    expect(answer).toMatchObject({
      kind,
      message: expect.stringContaining(`(${code})`),
    });
    expect(JSON.stringify(answer)).not.toContain('ada');
  });

  it('should send no password where nothing is encrypted, and say what to do', async () => {
    // given
    const auth = { user: 'portal', password: 'secret' };
    const withAuth = (more: object = {}) =>
      connector({ smtp: { ...smtp().smtp, auth, ...more } });
    // when
    const answer = await withAuth().send(mail());
    // then
    expect(answer).toMatchObject({
      kind: 'fail',
      message: expect.stringContaining('bpmn.mail.smtp.requireTls'),
    });
    expect(server.passwords).toEqual([]);
    // when
    await withAuth({ requireTls: false }).send(mail());
    // then
    expect(server.passwords).toEqual(['secret']);
    expect(server.delivered).toHaveLength(1);
  });

  it('should tell which of several recipients was refused', async () => {
    // given
    server.refuse = address => (address.startsWith('ada') ? 550 : undefined);
    const { send } = connector(smtp());
    // when
    const answer = await send(mail({ to: 'ada@example.com; ben@example.com' }));
    // then
    expect(answer).toMatchObject({
      kind: 'complete',
      variables: { receipt: { recipients: 1, refused: ['ada@example.com'] } },
    });
  });

  it('should be kept in the portal where there is no server', async () => {
    // given
    const { send, mailbox } = connector();
    // when
    const answer = await send(mail({ to: 'group:default/data' }));
    // then
    expect(answer.kind).toBe('complete');
    expect(mailbox.only()).toMatchObject({
      state: 'kept',
      recipients: ['ada@example.com', 'ben@example.com'],
      subject: 'The report',
      text: 'Here it is',
    });
    expect(server.delivered).toEqual([]);
  });

  it('should write to a group at its own address if it has one', async () => {
    // given
    const { send, mailbox } = connector();
    // when
    await send(mail({ to: 'group:default/desk' }));
    // then
    expect(mailbox.only().recipients).toEqual(['desk@example.com']);
  });

  it.each([
    ['a subject of two lines', { subject: 'a\r\nBcc: eve@example.com' }],
    ['a subject with another line end', { subject: 'a\u2028b' }],
    ['an address of two lines', { to: 'ada@example.com\r\nBcc: eve@evil.com' }],
    ['an address with a comment', { to: 'ada@example.com(a)' }],
    ['no address', { to: 'nobody' }],
    ['somebody without an address', { to: 'user:default/nobody' }],
    ['somebody who is not there', { to: 'user:default/missing' }],
    ['what is no entity ref', { to: 'user:a:b:c' }],
    ['a list with other things', { to: ['ada@example.com', 7] }],
    ['no subject', { subject: ' ' }],
    ['a body that is no text', { body: { a: 1 } }],
    ['a name that no file has', { attachments: 'plot.png' }],
    ['an attachment that is no file', { attachments: [7] }],
    ['a forged file', { attachments: { $file: 'x' } }],
    ['attachments that are too large', { attachments: [large()] }],
    ['a domain that is not allowed', { to: 'eve@evil.com' }],
  ])('should refuse %s', async (_, wrong) => {
    // given
    const { send } = connector(smtp({ domains: ['example.com'] }));
    // when
    const answer = await send(mail(wrong));
    // then
    expect(answer.kind).toBe('failForGood');
    expect(JSON.stringify(answer)).not.toMatch(/eve@|evil|Bcc/);
    expect(server.delivered).toEqual([]);
  });

  it('should have no markup from variables', async () => {
    // given
    const { send } = connector(smtp());
    // when
    await send(
      mail({ body: '<script>alert("x")</script> https://a.example/?b=1&c="' }),
    );
    // then
    const { raw } = server.delivered[0];
    const html = raw.slice(raw.indexOf('text/html'));
    const plain = html.replace(/=\r\n/g, '').replace(/=3D/g, '=');
    expect(plain).not.toContain('<script>');
    expect(plain).toContain('&lt;script&gt;alert(&quot;x&quot;)');
    expect(plain).toContain('<a href="https://a.example/?b=1&amp;c=">');
  });

  it('should attach files by their names, of several the youngest', async () => {
    // given
    const young = { ...fileOf('plot.png', Buffer.from('new')), $file: 'new' };
    const old = fileOf('plot.png', Buffer.from('old'));
    const files = [
      [young, Buffer.from('new')],
      [old, Buffer.from('old')],
    ] as const;
    const { send } = connector(smtp());
    // when
    await send(
      mail({ attachments: ['plot.png'] }),
      {},
      testJobContext({ files }),
    );
    // then
    const [delivered] = server.delivered;
    expect(attachmentsOf(delivered).get('plot.png')).toEqual(
      Buffer.from('new'),
    );
  });

  it('should not read files and addresses by itself', async () => {
    // given
    const { send } = connector(smtp());
    // when
    const answer = await send(mail({ attachments: [{ path: '/etc/passwd' }] }));
    // then
    expect(answer.kind).toBe('failForGood');
  });
});

function large() {
  return { ...fileOf('large.bin', Buffer.alloc(1)), size: 20 * 1024 * 1024 };
}
