import { expect, test } from '@playwright/test';
import { signIn } from './signIn';

test.describe('sign-in', () => {
  test('should offer everybody, team by team', async ({ page }) => {
    await page.goto('/');

    for (const [team, people] of [
      ['Analytics', ['Ada Okafor', 'Ben Lindqvist', 'Chloe Marchetti']],
      ['Platform', ['Dmitri Novak', 'Elif Kaya']],
      ['Risk', ['Farah Haddad', 'Gustav Meyer', 'Hana Sato']],
    ] as const) {
      const section = page.getByRole('region', { name: team });
      for (const name of people) {
        await expect(section.getByRole('button', { name })).toBeVisible();
      }
    }
  });

  test('should lead to the catalog and outlive a reload', async ({ page }) => {
    await signIn(page, 'Ada Okafor');
    await expect(
      page.getByRole('link', { name: 'Click propensity', exact: true }),
    ).toBeVisible();

    await page.reload();

    await expect(
      page.getByRole('link', { name: 'Click propensity', exact: true }),
    ).toBeVisible();
  });

  test('should work with the keyboard alone', async ({ page }) => {
    await page.goto('/');
    await expect(
      page.getByRole('button', { name: 'Ada Okafor' }),
    ).toBeVisible();

    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await page.goto('/settings');
    await expect(page.getByText('ben.lindqvist@example.com')).toBeVisible();
  });

  test('should let two tabs be two people', async ({ context }) => {
    const [adas, farahs] = [await context.newPage(), await context.newPage()];
    await signIn(adas, 'Ada Okafor');
    await signIn(farahs, 'Farah Haddad');

    await adas.goto('/settings');
    await farahs.goto('/settings');

    await expect(adas.getByText('ada.okafor@example.com')).toBeVisible();
    await expect(farahs.getByText('farah.haddad@example.com')).toBeVisible();
  });

  test('should end with signing out', async ({ page }) => {
    await signIn(page, 'Ada Okafor');
    await page.goto('/settings');

    await page.getByTestId('user-settings-menu').click();
    await page.getByTestId('sign-out').click();

    await expect(
      page.getByRole('button', { name: 'Ada Okafor' }),
    ).toBeVisible();
  });
});
