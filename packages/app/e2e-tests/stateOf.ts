import { Page } from '@playwright/test';

/** How the run is whose page is open. */
export const stateOf = (page: Page) =>
  page.locator('header').getByRole('status');
