import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APIRequestContext, expect } from '@playwright/test';
import { Backend, backendAs } from './backendAs';
import { rateDeployment } from './rateModel';

/** Where there is something to see in a portal that people have used. */
export interface PortalInUse {
  readonly draftId: string;
  /** Ids of runs: one that is over, one that waits for an approval, one that needs attention. */
  readonly runs: {
    readonly done: string;
    readonly waiting: string;
    readonly failed: string;
  };
  /** A task that Ada has taken. */
  readonly taskId: string;
  /** A mail with an attachment. */
  readonly mailId: string;
}

const PATIENTLY = { timeout: 90_000 };
const ANALYTICS = 'group:default/analytics';
const EXAMPLE = join(__dirname, '../../../examples/click-propensity');

/** Has people of the demo organisation use the portal: pipelines run, wait, fail and send mails. */
export async function usePortal(
  request: APIRequestContext,
): Promise<PortalInUse> {
  const ben = await backendAs('ben', request);
  const ada = await backendAs('ada', request);
  await deployed(ben, ['file-to-mail', 'click-propensity']);
  await begun(ben, 'file-to-mail', {
    document: await ben(
      'post',
      '/processes/file-to-mail/start-files?name=figures.csv',
      Buffer.from('month,clicks\n2026-10,512\n2026-11,640\n'),
    ),
    recipient: ANALYTICS,
    message: 'The figures of November.',
  });
  const data = { dataSource: 'built-in', language: 'python' };
  const done = await begun(ben, 'click-propensity', data);
  const approval = await claimed(ada, done);
  const outcome = { outcome: 'approved', comment: 'Better than before' };
  await ada('post', `/tasks/${approval}/complete`, outcome);
  const waiting = await begun(ben, 'click-propensity', data);
  const taskId = await claimed(ada, waiting);
  const rejected = await begun(ben, 'click-propensity', data);
  const unwanted = await claimed(ada, rejected);
  await ada('post', `/tasks/${unwanted}/complete`, { outcome: 'rejected' });

  await ben('post', '/deployments', rateDeployment);
  await begun(ben, 'click-rate', { clicks: 3, impressions: 4 });
  const failed = await begun(ben, 'click-rate', { clicks: 3, impressions: 0 });
  await expect(async () => {
    const { incidentCount } = await ben('get', `/process-instances/${failed}`);
    expect(incidentCount).toBe(1);
  }).toPass(PATIENTLY);
  return {
    draftId: await drafted(ben),
    runs: { done, waiting, failed },
    taskId,
    mailId: await mailOf(ben, done),
  };
}

/** Waits until the catalog has deployed processes. */
const deployed = (somebody: Backend, processIds: readonly string[]) =>
  expect(async () => {
    for (const processId of processIds) {
      await somebody('get', `/processes/${processId}`);
    }
  }).toPass(PATIENTLY);

async function begun(
  somebody: Backend,
  processId: string,
  variables: object,
): Promise<string> {
  const body = { processId, variables };
  return (await somebody('post', '/process-instances', body)).id;
}

/** Waits for the task of a run, and claims it. */
async function claimed(somebody: Backend, instanceId: string): Promise<string> {
  let id = '';
  await expect(async () => {
    const { items } = await somebody('get', `/tasks?instanceId=${instanceId}`);
    expect(items).toHaveLength(1);
    [{ id }] = items;
  }).toPass(PATIENTLY);
  await somebody('post', `/tasks/${id}/claim`);
  return id;
}

async function mailOf(somebody: Backend, instanceId: string): Promise<string> {
  let id = '';
  await expect(async () => {
    const query = `instanceId=${instanceId}`;
    const { items } = await somebody('get', `/mails?${query}`);
    const result = items.find(
      ({ elementId }: { elementId: string }) => elementId === 'tell-team',
    );
    expect(result).toBeDefined();
    ({ id } = result);
  }).toPass(PATIENTLY);
  return id;
}

/** A draft that goes on from the model of an example; the one that is there, if there is one. */
async function drafted(somebody: Backend): Promise<string> {
  const processId = 'my-propensity';
  const { items } = await somebody('get', '/drafts');
  const found = items.find(
    (draft: { processId: string }) => draft.processId === processId,
  );
  if (found) {
    return found.id;
  }
  const model = inExample('click-propensity.bpmn').content;
  const content = model.replaceAll('"click-propensity"', `"${processId}"`);
  const resources = [
    { name: `${processId}.bpmn`, content },
    inExample('data.form'),
    inExample('approve.form'),
  ];
  const draft = { processId, ownerRef: ANALYTICS, resources };
  return (await somebody('post', '/drafts', draft)).id;
}

const inExample = (name: string) => ({
  name,
  content: readFileSync(join(EXAMPLE, name), 'utf8'),
});
