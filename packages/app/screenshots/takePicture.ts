import { Page } from '@playwright/test';

const FOLDER = '.cache/screenshots';
const THEMES = ['light', 'dark'] as const;

/** Takes pictures of what is shown, in the light and in the dark theme. */
export async function takePictures(page: Page, name: string) {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({
      path: `${FOLDER}/${name}-${colorScheme}.png`,
      animations: 'disabled',
    });
  }
}
