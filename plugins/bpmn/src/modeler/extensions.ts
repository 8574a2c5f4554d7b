import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';

/** What this folder adds to a portal. */
export const modelerExtensions: readonly ExtensionDefinition[] = [];
