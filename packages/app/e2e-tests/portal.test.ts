import { expect, Page, test } from '@playwright/test';
import { signIn } from './signIn';

async function unregisterItem(page: Page, component: string) {
  await page.goto(`/catalog/default/component/${component}`);
  await page.getByRole('button', { name: 'more' }).click();
  return page.getByRole('menuitem', { name: 'Unregister entity' });
}

test.describe('the demo portal', () => {
  test('should let people act on what their team owns, and read the rest', async ({
    page,
  }) => {
    await signIn(page, 'Ben Lindqvist');

    await expect(
      await unregisterItem(page, 'click-propensity-model'),
    ).toBeEnabled();
    await expect(await unregisterItem(page, 'model-gateway')).toBeDisabled();
  });

  test('should hold people to that in the back end too', async ({
    request,
  }) => {
    const session = await request.get('/api/auth/demo/refresh', {
      headers: { 'x-demo-person': 'user:default/ben' },
    });
    const { token } = (await session.json()).backstageIdentity;
    const refresh = (name: string) =>
      request.post('/api/catalog/refresh', {
        headers: { authorization: `Bearer ${token}` },
        data: { entityRef: `component:default/${name}` },
      });

    expect((await refresh('click-propensity-model')).status()).toBe(200);
    expect((await refresh('model-gateway')).status()).toBe(403);
  });

  test('should find things by searching', async ({ page }) => {
    await signIn(page, 'Hana Sato');

    await expect(async () => {
      await page.goto('/search?query=stress');
      await expect(
        page.getByRole('link', { name: 'Stress test runner' }),
      ).toBeVisible({ timeout: 15_000 });
    }).toPass(); // The index is made shortly after the start.
  });

  test('should carry a notification from a template to somebody else, live', async ({
    context,
  }) => {
    // given
    const [elifs, gustavs] = [await context.newPage(), await context.newPage()];
    await signIn(gustavs, 'Gustav Meyer');
    await gustavs.goto('/notifications');
    await expect(gustavs.getByText('No records to display')).toBeVisible();
    await signIn(elifs, 'Elif Kaya');

    // when
    await elifs.goto('/create/templates/default/tell-a-team');
    await elifs.getByLabel('Team').fill('Risk');
    await elifs.getByRole('option', { name: 'Risk' }).click();
    await elifs.getByLabel('In one line').fill('Scenarios are in');
    await elifs.getByRole('button', { name: 'Review' }).click();
    await elifs.getByRole('button', { name: 'Create' }).click();

    // then
    await elifs.getByRole('link', { name: 'Your own notifications' }).click();
    await expect(elifs.getByText('Unread notifications (0)')).toBeVisible();
    await gustavs.getByRole('link', { name: 'Scenarios are in' }).click();
    await expect(
      gustavs.getByRole('heading', { name: /Catalog/ }),
    ).toBeVisible();
  });

  test('should show the documentation', async ({ page }) => {
    await signIn(page, 'Dmitri Novak');

    await page.goto('/docs/default/component/bpmn-pipelines');

    await expect(
      page.getByRole('heading', { name: 'BPMN Pipelines', level: 1 }),
    ).toBeVisible({ timeout: 45_000 });
  });
});
