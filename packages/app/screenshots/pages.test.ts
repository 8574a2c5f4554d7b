import { test } from '@playwright/test';
import { openPage, ourPages } from '../e2e-tests/ourPages';
import { PortalInUse, usePortal } from '../e2e-tests/portalInUse';
import { signIn } from '../e2e-tests/signIn';
import { takePictures } from './takePicture';

/** Looked at on telephones as well. */
const ON_TELEPHONES = ['inbox', 'inbox-team', 'task'];

/** The one that the README shows. */
const IN_README = 'run-artifacts';

test.describe('pictures of our pages', () => {
  let portal: PortalInUse;

  test.beforeAll(async ({ request }) => {
    test.setTimeout(300_000);
    portal = await usePortal(request);
  });

  test('should be there on a desktop', async ({ page }) => {
    test.setTimeout(900_000);
    await signIn(page, 'Ada Okafor');
    for (const one of ourPages(portal)) {
      await test.step(one.name, async () => {
        await openPage(page, one);
        await takePictures(page, one.name);
      });
    }
  });

  test('should be there on a telephone', async ({ page }) => {
    await signIn(page, 'Ada Okafor');
    await page.setViewportSize({ width: 390, height: 844 });
    for (const name of ON_TELEPHONES) {
      const one = ourPages(portal).find(other => other.name === name)!;
      await openPage(page, one);
      await takePictures(page, `${name}-390`);
    }
  });

  test('should be there for the README', async ({ page }) => {
    await signIn(page, 'Ada Okafor');
    await page.setViewportSize({ width: 1440, height: 900 });
    const one = ourPages(portal).find(({ name }) => name === IN_README)!;
    await openPage(page, one);
    await page.screenshot({ path: 'docs/images/run.png' });
  });
});
