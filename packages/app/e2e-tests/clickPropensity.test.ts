import { expect, Page, test } from '@playwright/test';
import { signIn } from './signIn';
import { stateOf } from './stateOf';

/** Impressions of which those who visit often click more often, but not always. */
const CLICKS = [
  'age,visits,seconds_on_page,is_mobile,clicked',
  ...Array.from({ length: 200 }, (_, row) => {
    const visits = (row * 7) % 20;
    const clicked = visits + ((row * 37) % 23) > 20 ? 1 : 0;
    return [20 + (row % 50), visits, (row * 13) % 90, row % 2, clicked];
  }),
].join('\n');

/** Runs the example with a file. Gives the address of the run. */
async function runWithFile(page: Page) {
  await page.goto('/pipelines');
  await page.getByRole('button', { name: 'Run Click propensity' }).click();
  const dialog = page.getByRole('dialog', { name: 'Run Click propensity' });
  await dialog.getByLabel('A file of mine').check();
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'clicks.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(CLICKS),
  });
  await dialog.getByRole('button', { name: 'Run' }).click();
  await page.waitForURL('**/pipelines/runs/*');
}

const waitsAt = (page: Page, element: string) =>
  expect(page.getByRole('list', { name: 'Active elements' })).toContainText(
    `${element}: running`,
    { timeout: 60_000 },
  );

/** The link of the second mail that tells somebody of an approval. */
async function linkInSecondMail(page: Page, to: string) {
  await page.goto('/outbox');
  const mails = page
    .getByRole('listitem')
    .filter({ hasText: to })
    .getByRole('link', { name: /Approve the model/ });
  await expect(mails).toHaveCount(2);
  await mails.first().click();
  const link = page.getByRole('link', { name: /\/tasks\// });
  return (await link.getAttribute('href'))!;
}

/** Looks at the task that is shown: what is to be decided is in view. */
async function lookAtApproval(page: Page) {
  await expect(
    page.getByRole('heading', { name: 'Approve the model' }),
  ).toBeVisible();
  await expect(page.getByLabel(/^AUC/)).toHaveValue(/^0\.\d+$/);
  await expect(
    page.getByRole('img', { name: 'roc.png' }).first(),
  ).toBeInViewport();
}

test.describe('the example click-propensity', () => {
  test('should score a file, go back to the data when it is rejected, and be approved by the link of a mail', async ({
    context,
    browser,
  }) => {
    test.setTimeout(300_000);
    // given
    const bens = await context.newPage();
    await signIn(bens, 'Ben Lindqvist');
    await runWithFile(bens);
    await waitsAt(bens, 'Approve the model');
    const run = bens.url();

    // when
    const adas = await context.newPage();
    await signIn(adas, 'Ada Okafor');
    await adas.goto('/tasks');
    await adas.getByRole('link', { name: 'Approve the model' }).click();
    await lookAtApproval(adas);
    await expect(adas.getByLabel('Rows', { exact: true })).toHaveValue('200');
    await adas.getByLabel('Comment').fill('Too few rows');
    await adas.getByRole('button', { name: 'Reject' }).click();

    // then
    await waitsAt(bens, 'Choose other data');

    // when
    await bens.goto('/tasks?of=teams');
    await bens.getByRole('link', { name: 'Choose other data' }).click();
    await bens.getByRole('button', { name: 'Claim' }).click();
    await bens.getByLabel('Built-in data').check();
    await bens.getByRole('button', { name: 'Complete' }).click();
    await expect(bens.getByText('Done: Choose other data')).toBeVisible();
    await bens.goto(run);
    await waitsAt(bens, 'Approve the model');
    const link = await linkInSecondMail(bens, 'ada.okafor@example.com');

    // when
    const elsewhere = await browser.newContext();
    const fromMail = await elsewhere.newPage();
    await fromMail.goto(link);
    await fromMail.getByRole('button', { name: 'Ada Okafor' }).click();
    await lookAtApproval(fromMail);
    await expect(fromMail.getByLabel('Rows', { exact: true })).toHaveValue(
      '569',
    );
    await expect(fromMail.getByLabel('Data', { exact: true })).toHaveValue(
      'benign tumours, of scikit-learn',
    );
    await fromMail.getByRole('button', { name: 'Approve' }).click();
    await expect(fromMail.getByText('Done: Approve the model')).toBeVisible();
    await elsewhere.close();

    // then
    await bens.goto(run);
    await expect(stateOf(bens)).toHaveText('Completed');
    await bens.goto('/outbox');
    await bens
      .getByRole('link', { name: /^Click propensity approved: AUC 0/ })
      .click();
    await expect(bens.getByText('roc.png')).toBeVisible();
  });
});
