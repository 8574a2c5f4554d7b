import { expect, Page, test } from '@playwright/test';
import { signIn } from './signIn';

const SCRIPT = `scores = [0.2, 0.8]
for score in scores:
    print(score)
`;

async function begin(page: Page, name: string) {
  await page.goto('/modeler?owner=group:default/analytics');
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Start drawing' }).click();
  await expect(shape(page, 'start')).toBeVisible();
}

const shape = (page: Page, id: string) =>
  page.locator(`.djs-shape[data-element-id="${id}"]`);

/** Appends to what is selected, by the menu of the context pad, and names it. */
async function append(page: Page, type: string, name: string) {
  await page.locator('.djs-context-pad').getByTitle('Append element').click();
  await page.locator('.djs-popup').getByText(type, { exact: true }).click();
  await expect(page.locator('.djs-direct-editing-content')).toBeVisible();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

const openGroup = (page: Page, id: string) =>
  page
    .locator(`[data-group-id="group-${id}"] .bio-properties-panel-group-header`)
    .click();

const saved = (page: Page) =>
  expect(page.getByText('Saved', { exact: true })).toBeVisible();

test.describe('the modeler', () => {
  test('should take a pipeline from an empty canvas to its first version', async ({
    page,
  }) => {
    // given
    await signIn(page, 'Ben Lindqvist');
    await begin(page, 'Drawn by hand');

    // when
    await shape(page, 'start').click();
    await append(page, 'Script task', 'Score clicks');
    await page.getByRole('button', { name: 'Write script' }).click();
    const code = page.getByRole('textbox', { name: 'Script of Score clicks' });
    await code.click();
    await page.keyboard.insertText(SCRIPT);
    await page.getByRole('button', { name: 'Done' }).click();

    await append(page, 'User task', 'Approve scores');
    await openGroup(page, 'assignmentDefinition');
    await page
      .getByLabel('Add a group of the catalog…')
      .selectOption('group:default/managers');

    await page
      .locator('.djs-context-pad')
      .getByTitle('Append end event')
      .click();
    await saved(page);

    // then
    await page.getByRole('button', { name: 'Deploy' }).click();
    const dialog = page.getByRole('dialog', { name: /^Deploy/ });
    await dialog.getByRole('button', { name: 'Deploy' }).click();
    await expect(
      dialog.getByText('Drawn by hand is deployed as version 1.'),
    ).toBeVisible();
  });

  test('should keep a draft, and show it as it was after a reload', async ({
    page,
  }) => {
    // given
    await signIn(page, 'Ben Lindqvist');
    await begin(page, 'Kept as draft');
    await shape(page, 'start').click();
    await append(page, 'Script task', 'Remember me');
    await expect(page.getByText('Unsaved changes')).toBeHidden();
    await saved(page);

    // when
    await page.reload();

    // then
    await expect(
      page.locator('.djs-shape', { hasText: 'Remember' }),
    ).toBeVisible();
  });
});
