import type { CompleteTaskRequest } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { waitForExpect } from './__testUtils__/waitForExpect';
import {
  asBen,
  completed,
  demoBackend,
  entered,
} from './__testUtils__/demoBackend';

/** Scripts take their time where others work on the machine too. */
const PATIENCE = 120_000;

jest.setTimeout(PATIENCE);

describe('the examples', () => {
  let demo: Awaited<ReturnType<typeof demoBackend>>;

  beforeAll(async () => {
    demo = await demoBackend();
    for (const folder of [
      'file-to-mail',
      'click-propensity',
      'scrape-report',
    ]) {
      await demo.deploy(folder);
    }
  });

  afterAll(() => demo.stop());

  /** Mails of an instance, the youngest first. */
  async function mailsOf(instanceId: string) {
    const { items } = await demo.client.listMails({ instanceId }, demo.how);
    return items;
  }

  /** Completes the only open task of an instance. */
  async function complete(instanceId: string, body: CompleteTaskRequest) {
    const { items } = await demo.client.listTasks({ instanceId }, demo.how);
    expect(items).toHaveLength(1);
    const [{ id: taskId }] = items;
    await demo.client.completeTask({ taskId, body }, demo.how);
    return taskId;
  }

  it('should take a file and mail it on', async () => {
    // given
    const { client, how, start, until } = demo;
    const content = new Blob(['a,b\n1,2\n']);
    const document = await client.addStartFile(
      { processId: 'file-to-mail', name: 'data.csv', content },
      how,
    );
    // when
    const id = await start('file-to-mail', {
      document: { ...document },
      recipient: 'ada@example.com',
      message: 'Here it is',
    });
    await until(id, completed);
    // then
    const [mail] = await mailsOf(id);
    expect(mail).toMatchObject({
      state: 'kept',
      recipients: ['ada@example.com'],
      subject: 'A file for you: data.csv',
    });
    const attached = await client.getMailAttachment(
      { mailId: mail.id, fileKey: mail.attachments[0].$file },
      how,
    );
    expect(await attached.text()).toBe('a,b\n1,2\n');
  });

  it.each(['python', 'r'])(
    'should score in %s, ask the manager, go back to the data, and mail the result',
    async language => {
      // given
      const { client, how, start, until } = demo;
      const data = { dataSource: 'built-in', language };
      const id = await start('click-propensity', data, asBen);
      // when
      const asked = await until(id, entered('approve'));
      // then
      await waitForExpect(async () => {
        const mails = await mailsOf(id);
        expect(mails.map(({ recipients }) => recipients)).toEqual([
          ['ada@example.com'],
        ]);
        expect(mails[0].attachments.map(({ name }) => name)).toContain(
          'roc.png',
        );
      });
      // when
      await complete(id, { outcome: 'rejected' });
      const again = await until(id, entered('choose-again'), asked);
      await complete(id, { variables: data });
      await until(id, entered('approve'), again);
      await complete(id, { outcome: 'approved' });
      await until(id, completed, again);
      // then
      const sent = (await mailsOf(id)).find(
        ({ elementId }) => elementId === 'tell-team',
      )!;
      expect(sent).toMatchObject({
        recipients: ['analytics@example.com'],
        subject: expect.stringMatching(/^Click propensity approved: AUC 0\.9/),
      });
      expect(sent.attachments.map(({ name }) => name)).toEqual(['roc.png']);
      const { text } = await client.getMail({ mailId: sent.id }, how);
      expect(text).toContain('569 (benign tumours, of scikit-learn)');
    },
  );

  it('should score made-up data in plain Python where there are no libraries', async () => {
    // given
    const { client, deploy, how, start, until } = demo;
    const hide =
      'import sys; sys.modules.update({"sklearn": None, "matplotlib": None})';
    await deploy('click-propensity', content =>
      content
        .replaceAll('click-propensity', 'plain-propensity')
        .replaceAll('<![CDATA["""', `<![CDATA[${hide}\n"""`),
    );
    const data = { dataSource: 'built-in', language: 'python' };
    // when
    const id = await start('plain-propensity', data);
    await until(id, entered('approve'));
    // then
    const { items } = await client.listTasks({ instanceId: id }, how);
    const { variables } = await client.getTask({ taskId: items[0].id }, how);
    expect(variables).toMatchObject({
      summary: { rows: 600, source: 'clicks, made up' },
      metrics: { library: 'plain Python', auc: 0.738 },
    });
    await waitForExpect(async () => {
      const [mail] = await mailsOf(id);
      expect(mail.attachments.map(({ name }) => name)).toContain('roc.png');
    });
  });

  it('should read the page and mail a report', async () => {
    // given
    const { start, until } = demo;
    // when
    const id = await start('scrape-report', {});
    await until(id, completed);
    // then
    const [mail] = await mailsOf(id);
    expect(mail.subject).toBe('Prices: 153.47 on average');
    expect(mail.attachments.map(({ name }) => name)).toEqual(['prices.csv']);
  });
});
