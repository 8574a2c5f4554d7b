import { expect, test } from '@playwright/test';
import {
  append,
  appendEnd,
  begin,
  openGroup,
  panelThere,
  saved,
  shape,
  writeScript,
} from './drawing';
import { signIn } from './signIn';

const SCRIPT = `scores = [0.2, 0.8]
for score in scores:
    print(score)
`;

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
    await writeScript(page, { task: 'Score clicks', script: SCRIPT });

    await append(page, 'User task', 'Approve scores');
    await openGroup(page, 'assignmentDefinition');
    await page
      .getByLabel('Add a group of the catalog…')
      .selectOption('group:default/managers');

    await appendEnd(page);
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
    await openGroup(page, 'pipeline-retry');
    await page.getByLabel('Number of tries').fill('1');
    await expect(page.getByText('Unsaved changes')).toBeHidden();
    await saved(page);

    // when
    await page.reload();

    // then
    await panelThere(page);
    await page.locator('.djs-shape', { hasText: 'Remember' }).click();
    await openGroup(page, 'pipeline-retry');
    await expect(page.getByLabel('Number of tries')).toHaveValue('1');
    await expect(
      page.getByRole('button', { name: 'Write script' }),
    ).toBeVisible();
  });
});
