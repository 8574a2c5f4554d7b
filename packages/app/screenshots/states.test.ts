import { Page, Route, test } from '@playwright/test';
import { signIn } from '../e2e-tests/signIn';
import { takePictures } from './takePicture';

const ASKED = '**/api/bpmn/v1/**';

const PATHS: Readonly<Record<string, string>> = {
  pipelines: '/pipelines',
  process: '/pipelines/click-propensity',
  run: '/pipelines/runs/00000000-0000-4000-8000-000000000000',
  modeler: '/modeler',
  draft: '/modeler/00000000-0000-4000-8000-000000000000',
  inbox: '/tasks',
  task: '/tasks/00000000-0000-4000-8000-000000000000',
  outbox: '/outbox',
  mail: '/outbox/00000000-0000-4000-8000-000000000000',
  'entity-process': '/catalog/default/component/click-propensity/process',
  'entity-team': '/catalog/default/group/risk',
};

const empty = (route: Route) =>
  route.fulfill({
    json: { items: [] },
    headers: { 'access-control-allow-origin': '*' },
  });

/** Pictures of pages while the back end answers in one way only. */
async function lookAt(
  page: Page,
  { names, state }: { names: readonly string[]; state: string },
) {
  for (const name of names) {
    await test.step(name, async () => {
      await page.goto(PATHS[name]);
      await page
        .locator('main')
        .getByText(/\w/)
        .first()
        .waitFor({ state: 'visible' });
      await page.waitForLoadState('networkidle');
      await takePictures(page, `${name}-${state}`);
    });
  }
}

test.describe('pictures of what there is to see', () => {
  test.beforeEach(async ({ page }) => {
    test.setTimeout(600_000);
    await signIn(page, 'Hana Sato');
  });

  test('should be there while there is nothing', async ({ page }) => {
    await page.route(
      /\/api\/bpmn\/v1\/(processes|tasks|mails|drafts)\?/,
      empty,
    );
    const names = ['pipelines', 'inbox', 'outbox', 'modeler', 'entity-team'];
    await lookAt(page, { names, state: 'empty' });
  });

  test('should be there when it cannot be had', async ({ page }) => {
    await page.route(ASKED, route => route.abort());
    await lookAt(page, { names: Object.keys(PATHS), state: 'error' });
  });

  test('should be there when it is not there', async ({ page }) => {
    const names = ['run', 'draft', 'task', 'mail'];
    await lookAt(page, { names, state: 'unknown' });
  });

  test('should be there while it is loading', async ({ page }) => {
    await page.route(ASKED, () => {});
    await lookAt(page, { names: Object.keys(PATHS), state: 'loading' });
  });
});
