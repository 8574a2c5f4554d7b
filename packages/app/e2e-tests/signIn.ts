import { expect, Page } from '@playwright/test';

/** Signs a fresh tab in as a person of the demo organisation. */
export async function signIn(page: Page, displayName: string) {
  await page.goto('/');
  await page.getByRole('button', { name: displayName }).click();
  await expect(page.getByRole('link', { name: 'Home' })).toBeVisible();
}
