import { Page, test } from '@playwright/test';
import { openPage, ourPages } from '../e2e-tests/ourPages';
import { PortalInUse, usePortal } from '../e2e-tests/portalInUse';
import { signIn } from '../e2e-tests/signIn';
import { chooseTheme, THEMES } from '../e2e-tests/themes';
import { takePicture } from './takePicture';

/** Looked at on telephones as well. */
const ON_TELEPHONES = ['inbox', 'inbox-team', 'task'];

/** The one that the README shows. */
const IN_README = 'task';

test.describe('pictures of our pages', () => {
  let portal: PortalInUse;

  test.beforeAll(async ({ request }) => {
    test.setTimeout(300_000);
    portal = await usePortal(request);
  });

  const open = (page: Page, name: string) =>
    openPage(page, ourPages(portal).find(one => one.name === name)!);

  THEMES.forEach(theme => {
    test(`should be there in the ${theme} theme`, async ({ page }) => {
      test.setTimeout(900_000);
      await chooseTheme(page, theme);
      await signIn(page, 'Ada Okafor');
      for (const one of ourPages(portal)) {
        await test.step(one.name, async () => {
          await openPage(page, one);
          await takePicture(page, `${one.name}-${theme}`);
        });
      }
      await page.setViewportSize({ width: 390, height: 844 });
      for (const name of ON_TELEPHONES) {
        await open(page, name);
        await takePicture(page, `${name}-390-${theme}`);
      }
    });
  });

  test('should be there for the README', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await signIn(page, 'Ada Okafor');
    await open(page, IN_README);
    await page.screenshot({ path: 'docs/images/task.png' });
  });
});
