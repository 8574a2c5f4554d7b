// @ts-check
// What a browser loads of us before anybody opens one of our pages. A part of `npm run check`.
import { join } from 'node:path';
import { runCommand, SetupError } from '../setup/terminal.mjs';
import { readFirstLoad } from './firstLoad.mjs';
import { measureEntry } from './pluginEntry.mjs';
import { portalBundle } from './portalBundle.mjs';

const LARGEST_ENTRY = 80_000;

/** @param {string} entry below plugins/bpmn */
async function requireSmall(entry) {
  const { bytes, largest } = await measureEntry(entry);
  if (bytes > LARGEST_ENTRY) {
    throw new SetupError(
      `Expected plugins/bpmn/${entry} to load at most ${LARGEST_ENTRY} bytes compressed, but it loads ${bytes}. Most of it is\n\n  ${largest.join(
        '\n  ',
      )}`,
    );
  }
}

/** @param {string} dist the folder with the bundle of the portal */
function requireNothingEarly(dist) {
  const { packages, early } = readFirstLoad(dist);
  if (!packages.has('react') || !packages.has('plugins/bpmn')) {
    throw new SetupError(
      'Expected React and plugins/bpmn in the first load of the portal, but they are not found there: this check looks at the wrong files.',
    );
  }
  if (early.length > 0) {
    throw new SetupError(
      `Expected these to be loaded when they are first shown, but they are in the first load of the portal:\n\n  ${early.join(
        '\n  ',
      )}`,
    );
  }
}

runCommand(async () => {
  await requireSmall('src/index.ts');
  await requireSmall('src/legacy/index.ts');
  const { execPath: node, env } = process;
  requireNothingEarly(join(await portalBundle({ node, env }), 'dist'));
});
