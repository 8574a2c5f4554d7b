import { AxeBuilder } from '@axe-core/playwright';
import { expect, Page, test } from '@playwright/test';
import { openPage, OurPage, ourPages } from './ourPages';
import { usePortal } from './portalInUse';
import { signIn } from './signIn';
import { chooseTheme, THEMES } from './themes';

/** What is seriously wrong with a page; the navigation beside it is the portal's, and so are the cards beside ours. */
async function findBarriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('[aria-label="sidebar nav"]')
    .exclude('.bui-Card')
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target }) => `${id} (${help}) at ${target.join(' ')}`),
    );
}

test.describe('our pages', () => {
  let pages: readonly OurPage[];

  test.beforeAll(async ({ request }) => {
    test.setTimeout(300_000);
    pages = ourPages(await usePortal(request));
  });

  THEMES.forEach(theme => {
    test(`should be without serious barriers in the ${theme} theme`, async ({
      page,
    }) => {
      test.setTimeout(600_000);
      // given
      await chooseTheme(page, theme);
      await signIn(page, 'Ada Okafor');
      const found: string[] = [];

      // when
      for (const one of pages) {
        await test.step(one.name, async () => {
          await openPage(page, one);
          const barriers = await findBarriers(page);
          found.push(...barriers.map(barrier => `${one.name}: ${barrier}`));
        });
      }

      // then
      expect(found).toEqual([]);
    });
  });
});
