import { readFile } from 'node:fs/promises';
import { Page } from '@playwright/test';

/** What a button saves. */
export async function contentOf(page: Page, button: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFile(await (await coming).path());
}
