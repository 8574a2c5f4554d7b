import { Page } from '@playwright/test';

/** Takes a picture of what is shown. */
export const takePicture = (page: Page, name: string) =>
  page.screenshot({
    path: `.cache/screenshots/${name}.png`,
    animations: 'disabled',
  });
