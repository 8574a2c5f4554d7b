import { expect, Page, test } from '@playwright/test';
import {
  append,
  appendEnd,
  begin,
  openGroup,
  saved,
  shape,
  writeScript,
} from './drawing';
import { contentOf } from './contentOf';
import { signIn } from './signIn';
import { stateOf } from './stateOf';

/** Says what it does for some seconds, and leaves a plot: of matplotlib where that is, else one dark pixel. */
const SCRIPT = `import base64
import time

for step in range(8):
    print(f"step {step + 1} of 8")
    time.sleep(1)
try:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    plt.plot([0, 1, 2], [0.2, 0.5, 0.8])
    plt.savefig("clicks.png")
    plt.close()
except ImportError:
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg=="
    with open("clicks.png", "wb") as file:
        file.write(base64.b64decode(pixel))
flow.artifact("clicks.png", title="Clicks")
outputs["clicks"] = 42
`;

/** Draws a script, an approval by managers and a mail with the plot, and writes the script. */
async function draw(page: Page) {
  await shape(page, 'start').click();
  await append(page, 'Script task', 'Count clicks');
  await writeScript(page, { task: 'Count clicks', script: SCRIPT });

  await append(page, 'User task', 'Approve clicks');
  await openGroup(page, 'assignmentDefinition');
  await page
    .getByLabel('Add a group of the catalog…')
    .selectOption('group:default/managers');

  await append(page, 'Mail', 'Mail the plot');
  await page.getByLabel('To', { exact: true }).fill('group:default/analytics');
  await page.getByLabel('Subject', { exact: true }).fill('Clicks are approved');
  await page.getByLabel('Text', { exact: true }).fill('See the plot.');
  await page.getByLabel('Attachments', { exact: true }).fill('clicks.png');

  await appendEnd(page);
  await saved(page);
}

async function deploy(page: Page, name: string) {
  await page.getByRole('button', { name: 'Deploy' }).click();
  const dialog = page.getByRole('dialog', { name: /^Deploy/ });
  await expect(dialog.getByText('Analytics')).toBeVisible();
  await dialog.getByRole('button', { name: 'Deploy' }).click();
  await expect(
    dialog.getByText(`${name} is deployed as version 1.`),
  ).toBeVisible();
}

/** Finds a pipeline in the catalog, which learns of it a moment after the deployment, and runs it from there. */
async function runFromCatalog(page: Page, name: string) {
  await expect(async () => {
    await page.goto('/');
    const link = page.getByRole('link', { name, exact: true });
    await link.click({ timeout: 15_000 });
  }).toPass();
  await page.getByRole('link', { name: 'Process', exact: true }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Run ${name}` });
  await dialog.getByRole('button', { name: 'Run' }).click();
}

async function approve(page: Page) {
  await page.getByRole('link', { name: /^Tasks/ }).click();
  await page.getByRole('tab', { name: "My teams' tasks" }).click();
  await page.getByRole('link', { name: 'Approve clicks' }).click();
  await page.getByRole('button', { name: 'Claim' }).click();
  await expect(page.getByRole('img', { name: 'clicks.png' })).toBeInViewport();
  await page.getByLabel('Comment').fill('More than last week');
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('Done: Approve clicks')).toBeVisible();
}

test.describe('the walk', () => {
  test('should go from an empty canvas to an approved plot in a mail', async ({
    context,
  }) => {
    test.setTimeout(300_000);
    // given
    const name = 'Clicks of the week';
    const [bens, adas] = [await context.newPage(), await context.newPage()];
    await signIn(bens, 'Ben Lindqvist');
    await begin(bens, name);
    await draw(bens);
    await deploy(bens, name);

    // when
    await runFromCatalog(bens, name);

    // then
    const log = bens.getByRole('log', { name: 'Log' });
    await expect(log).toContainText('step 1 of 8');
    await expect(log).toContainText('step 8 of 8');
    await expect(
      bens.getByRole('list', { name: 'Active elements' }),
    ).toContainText('Approve clicks: running');
    await expect(stateOf(bens)).toHaveText('Waiting for people');

    // when
    await signIn(adas, 'Ada Okafor');
    await approve(adas);

    // then
    await expect(stateOf(bens)).toHaveText('Completed');
    await expect(bens.getByRole('list', { name: 'Answers' })).toContainText(
      'approved by Ada Okafor',
    );
    await bens.getByRole('link', { name: 'Outbox' }).click();
    await bens.getByRole('link', { name: 'Clicks are approved' }).click();
    const plot = await contentOf(bens, 'Download clicks.png');
    expect(plot.subarray(1, 4).toString()).toBe('PNG');
  });
});
