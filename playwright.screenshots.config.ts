import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

/** As the tests, but it takes pictures: see `npm run screenshots`. */
export default defineConfig(tests, {
  testDir: 'packages/app/screenshots',
  outputDir: '.cache/screenshot-results',
  use: { viewport: { width: 1440, height: 1300 } },
});
