import { AxeBuilder } from '@axe-core/playwright';
import { expect, Page, test } from '@playwright/test';
import { openPage, ourPages } from './ourPages';
import { usePortal } from './portalInUse';
import { signIn } from './signIn';

const THEMES = ['light', 'dark'] as const;

/** What is seriously wrong within the content of a page; what is around it is the portal's. */
async function findBarriers(page: Page): Promise<readonly string[]> {
  const builder = new AxeBuilder({ page });
  const { violations } = await within(builder).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target }) => `${id} (${help}) at ${target.join(' ')}`),
    );
}

const within = (builder: AxeBuilder) =>
  builder.include('main').include('[role=dialog]');

test.describe('our pages', () => {
  test('should be without serious barriers, in the light and in the dark', async ({
    page,
    request,
  }) => {
    test.setTimeout(600_000);
    // given
    const pages = ourPages(await usePortal(request));
    await signIn(page, 'Ada Okafor');
    const found: string[] = [];

    // when
    for (const one of pages) {
      await test.step(one.name, async () => {
        await openPage(page, one);
        for (const colorScheme of THEMES) {
          await page.emulateMedia({ colorScheme });
          const barriers = await findBarriers(page);
          found.push(
            ...barriers.map(it => `${one.name}, ${colorScheme}: ${it}`),
          );
        }
      });
    }

    // then
    expect(found).toEqual([]);
  });
});
