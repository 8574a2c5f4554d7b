import { expect, test } from '@playwright/test';
import { backendAs } from './backendAs';
import { rateDeployment } from './rateModel';
import { signIn } from './signIn';
import { stateOf } from './stateOf';

test.describe('an incident', () => {
  test('should show the line of the script, and be over after a retry with another variable', async ({
    page,
    request,
  }) => {
    // given
    const ben = await backendAs('ben', request);
    await ben('post', '/deployments', rateDeployment);
    await signIn(page, 'Ben Lindqvist');
    await page.goto('/pipelines/click-rate');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page
      .getByLabel('Variables to begin with')
      .fill('{"clicks": 3, "impressions": 0}');

    // when
    await page
      .getByRole('dialog', { name: 'Run Rate of clicks' })
      .getByRole('button', { name: 'Run' })
      .click();

    // then
    const incident = page.getByRole('region', { name: 'Incident at Divide' });
    await expect(incident).toContainText('division by zero');
    await expect(
      page.locator('.djs-shape[data-element-id=script]'),
    ).toHaveClass(/pipeline-incident/);
    await expect(incident.getByLabel('Line 2 of the script')).toContainText(
      'share = clicks / impressions',
    );

    // when
    await incident.getByRole('button', { name: 'Edit variables' }).click();
    await incident
      .getByLabel('Variables of the process')
      .fill('{"clicks": 3, "impressions": 4}');
    await incident.getByRole('button', { name: 'Retry' }).click();

    // then
    await expect(stateOf(page)).toHaveText('Completed');
    await expect(incident).toBeHidden();
    await page.getByRole('tab', { name: 'Variables' }).click();
    await expect(page.getByRole('row', { name: /rate/ })).toContainText('0.75');
  });
});
