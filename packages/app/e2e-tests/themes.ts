import { Page } from '@playwright/test';

/** The themes of the portal. */
export const THEMES = ['light', 'dark'] as const;

/** Chooses a theme. The portal draws everything anew when another one is chosen, so choose it first. */
export const chooseTheme = (page: Page, theme: (typeof THEMES)[number]) =>
  page.emulateMedia({ colorScheme: theme });
