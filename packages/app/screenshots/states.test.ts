import { Locator, Page, Route, test } from '@playwright/test';
import { signIn } from '../e2e-tests/signIn';
import { chooseTheme, THEMES } from '../e2e-tests/themes';
import { takePicture } from './takePicture';

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

/** What pages say where there is nothing. */
const NOTHING =
  /^(No pipelines yet|Nothing to do|No mails yet|There are none yet|.* owns no)/;

/** What the back end says, or not, and the pages that show it. */
const STATES: Readonly<
  Record<
    string,
    {
      readonly names: readonly string[];
      readonly answer?: (page: Page) => Promise<unknown>;
      /** What says that it is so. */
      readonly sign: (page: Page) => Locator;
    }
  >
> = {
  empty: {
    names: ['pipelines', 'inbox', 'outbox', 'modeler', 'entity-team'],
    answer: page =>
      page.route(/\/api\/bpmn\/v1\/(processes|tasks|mails|drafts)\?/, empty),
    sign: page => page.getByText(NOTHING).first(),
  },
  error: {
    names: Object.keys(PATHS),
    answer: page => page.route(ASKED, route => route.abort()),
    sign: page => page.getByRole('alert').first(),
  },
  unknown: {
    names: ['run', 'draft', 'task', 'mail'],
    sign: page => page.getByRole('alert').first(),
  },
  loading: {
    names: Object.keys(PATHS),
    answer: page => page.route(ASKED, () => {}),
    // The portal shows one as well, before it has a navigation.
    sign: page =>
      page
        .locator('body:has(nav[aria-label="sidebar nav"])')
        .getByRole('progressbar')
        .first(),
  },
};

test.describe('pictures of pages', () => {
  for (const theme of THEMES) {
    for (const [state, { names, answer, sign }] of Object.entries(STATES)) {
      test(`should be there in the ${theme} theme: ${state}`, async ({
        page,
      }) => {
        test.setTimeout(600_000);
        await chooseTheme(page, theme);
        await signIn(page, 'Hana Sato');
        await answer?.(page);
        for (const name of names) {
          await test.step(name, async () => {
            await page.goto(PATHS[name]);
            await sign(page).waitFor();
            await takePicture(page, `${name}-${state}-${theme}`);
          });
        }
      });
    }
  }
});
