// @ts-check
// What a browser loads of us before anybody opens one of our pages. A part of `npm run check`.
import { runCommand, say, SetupError } from '../setup/terminal.mjs';
import { readFirstLoad } from './firstLoad.mjs';
import { measureEntry } from './pluginEntry.mjs';
import { portalBundle } from './portalBundle.mjs';

const LARGEST_ENTRY = 80_000;

runCommand(async () => {
  const { bytes, largest } = await measureEntry('src/index.ts');
  if (bytes > LARGEST_ENTRY) {
    throw new SetupError(
      `Expected the entry of plugins/bpmn to have at most ${LARGEST_ENTRY} bytes compressed, but it has ${bytes}. Most of it is\n\n  ${largest.join(
        '\n  ',
      )}`,
    );
  }
  const { packages, early } = readFirstLoad(await portalBundle());
  if (!packages.has('react')) {
    throw new SetupError(
      'Expected React in the first load of the portal, but it is not found there: this check looks at the wrong files.',
    );
  }
  if (early.length > 0) {
    throw new SetupError(
      `Expected these to be loaded when they are first shown, but they are in the first load of the portal:\n\n  ${early.join(
        '\n  ',
      )}`,
    );
  }
  say(`The entry of plugins/bpmn has ${bytes} bytes, compressed.`);
});
