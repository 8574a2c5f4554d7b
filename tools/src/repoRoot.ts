import { dirname } from 'node:path';

/** The folder of this repository. */
export const repoRoot = dirname(require.resolve('../../package.json'));
