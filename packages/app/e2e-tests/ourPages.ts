import { Locator, Page } from '@playwright/test';
import { panelThere } from './drawing';
import type { PortalInUse } from './portalInUse';

/** A page of the plugin. */
export interface OurPage {
  readonly name: string;
  readonly path: string;
  /** What is there when all of it is there. */
  readonly sign: (page: Page) => Locator;
  /** What one does first. */
  readonly open?: (page: Page) => Promise<void>;
}

const button = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name }).first();
const picture = (name: string) => (page: Page) =>
  page.getByRole('img', { name }).first();
const tab = (name: string | RegExp) => (page: Page) =>
  page.getByRole('tab', { name }).click();

/** What is drawn on a canvas. */
const drawn = (element: string) => (page: Page) =>
  page.locator(`.djs-shape[data-element-id="${element}"]`).first();

/** Pipelines and their runs. */
const runPages = ({ runs }: PortalInUse): readonly OurPage[] => {
  const done = `/pipelines/runs/${runs.done}`;
  return [
    {
      name: 'pipelines',
      path: '/pipelines',
      sign: page => page.getByRole('img', { name: /^Last \d/ }).nth(2),
    },
    {
      name: 'process',
      path: '/pipelines/click-propensity',
      sign: drawn('approve'),
    },
    {
      name: 'start-form',
      path: '/pipelines/click-propensity',
      open: page =>
        page.getByRole('button', { name: 'Run', exact: true }).click(),
      sign: page => page.getByLabel('Built-in data'),
    },
    {
      name: 'run',
      path: `/pipelines/runs/${runs.waiting}`,
      sign: page => page.getByRole('log', { name: 'Log' }),
    },
    {
      name: 'run-artifacts',
      path: done,
      open: tab(/^Artifacts/),
      sign: picture('roc.png'),
    },
    {
      name: 'run-values',
      path: done,
      open: tab('Inputs and outputs'),
      sign: page => page.getByText('metrics').first(),
    },
    {
      name: 'run-code',
      path: done,
      open: tab('Code'),
      sign: page => page.getByRole('region', { name: 'Code' }),
    },
    {
      name: 'run-timeline',
      path: done,
      open: tab('Timeline'),
      sign: page => page.getByText(/Mail the result/).first(),
    },
    {
      name: 'run-variables',
      path: done,
      open: tab('Variables'),
      sign: page => page.getByRole('cell', { name: 'the process' }).first(),
    },
    {
      name: 'run-incident',
      path: `/pipelines/runs/${runs.failed}`,
      open: page =>
        page.getByRole('button', { name: 'Edit variables' }).click(),
      sign: page => page.getByLabel('Line 2 of the script'),
    },
  ];
};

/** Where pipelines are drawn. */
const modelerPages = ({ draftId }: PortalInUse): readonly OurPage[] => {
  const path = `/modeler/${draftId}`;
  const choose = (element: string) => async (page: Page) => {
    await panelThere(page);
    await drawn(element)(page).click();
  };
  return [
    {
      name: 'modeler',
      path: '/modeler',
      sign: page => page.getByRole('link', { name: 'my-propensity' }),
    },
    { name: 'draft', path, sign: drawn('approve') },
    {
      name: 'draft-script',
      path,
      open: choose('score-r'),
      sign: button('Edit script'),
    },
    {
      name: 'draft-editor',
      path,
      open: async page => {
        await choose('score-python')(page);
        await button('Edit script')(page).click();
      },
      sign: page => page.getByRole('textbox', { name: /^Script of/ }),
    },
    {
      name: 'draft-task',
      path,
      open: choose('approve'),
      sign: button('New form'),
    },
    {
      name: 'draft-mail',
      path,
      open: choose('tell-team'),
      sign: page => page.getByLabel('Subject', { exact: true }),
    },
    {
      name: 'draft-deploy',
      path,
      open: page => page.getByRole('button', { name: 'Deploy' }).click(),
      sign: page =>
        page
          .getByRole('dialog', { name: /^Deploy/ })
          .getByRole('button', { name: /^(Deploy|Back to drawing)$/ }),
    },
  ];
};

/** Tasks and mails. */
const taskPages = ({ taskId, mailId }: PortalInUse): readonly OurPage[] => [
  {
    name: 'inbox',
    path: '/tasks',
    sign: button(/^Give back/),
  },
  { name: 'inbox-team', path: '/tasks?of=teams', sign: button(/^Claim/) },
  { name: 'task', path: `/tasks/${taskId}`, sign: picture('roc.png') },
  {
    name: 'outbox',
    path: '/outbox',
    sign: page => page.getByRole('list', { name: 'Mails' }),
  },
  {
    name: 'mail',
    path: `/outbox/${mailId}`,
    sign: page => page.getByRole('list', { name: 'Attachments' }),
  },
];

/** What is on pages of the catalog. */
const entityPages: readonly OurPage[] = [
  {
    name: 'entity-process',
    path: '/catalog/default/component/click-propensity/process',
    sign: drawn('approve'),
  },
  {
    name: 'entity-team',
    path: '/catalog/default/group/analytics',
    sign: page => page.getByRole('table', { name: 'Processes' }),
  },
];

/** All pages of the plugin, as they are in a portal that is in use. */
export const ourPages = (portal: PortalInUse): readonly OurPage[] => [
  ...runPages(portal),
  ...modelerPages(portal),
  ...taskPages(portal),
  ...entityPages,
];

/** Opens a page, anew only if it is another one, and waits until all of it is there. */
export async function openPage(page: Page, { path, open, sign }: OurPage) {
  const isThere = page.url().endsWith(path);
  if (!isThere || (await page.getByRole('dialog').count()) > 0) {
    await page.goto(path);
  }
  await open?.(page);
  await sign(page).waitFor();
}
