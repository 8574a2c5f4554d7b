import { expect, Page } from '@playwright/test';

/** Begins a pipeline of Analytics with an empty canvas. */
export async function begin(page: Page, name: string) {
  await page.goto('/modeler?owner=group:default/analytics');
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Start drawing' }).click();
  await expect(shape(page, 'start')).toBeVisible();
}

/** An element on the canvas, by its id. */
export const shape = (page: Page, id: string) =>
  page.locator(`.djs-shape[data-element-id="${id}"]`);

/** Waits for the properties panel, which hears of a choice from a moment after it has come. */
export async function panelThere(page: Page) {
  await page.locator('.bio-properties-panel-header').waitFor();
  await page.evaluate(
    () =>
      new Promise(done =>
        requestAnimationFrame(() => requestAnimationFrame(done)),
      ),
  );
}

/** Appends to what is selected, by the menu of the context pad, and names it. */
export async function append(page: Page, entry: string, name: string) {
  await page.locator('.djs-context-pad').getByTitle('Append element').click();
  await page.locator('.djs-popup').getByText(entry, { exact: true }).click();
  await expect(page.locator('.djs-direct-editing-content')).toBeVisible();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

/** Appends an end event to what is selected. */
export async function appendEnd(page: Page) {
  // What was typed last is taken over when its field is left, and then the pad is drawn anew.
  await page.keyboard.press('Tab');
  await page.locator('.djs-context-pad').getByTitle('Append end event').click();
  await expect(
    page.locator('.djs-shape[data-element-id^="Event_"]'),
  ).toBeVisible();
}

/** Opens a group of the properties panel. */
export const openGroup = (page: Page, id: string) =>
  page
    .locator(`[data-group-id="group-${id}"] .bio-properties-panel-group-header`)
    .click();

/** Writes the script of the script task that is selected. */
export async function writeScript(
  page: Page,
  { task, script }: { task: string; script: string },
) {
  await page.getByRole('button', { name: 'Write script' }).click();
  await page.getByRole('textbox', { name: `Script of ${task}` }).click();
  await page.keyboard.insertText(script);
  await page.getByRole('button', { name: 'Done' }).click();
}

/** Waits until what is drawn is kept. */
export const saved = (page: Page) =>
  expect(page.getByText('Saved', { exact: true })).toBeVisible();
