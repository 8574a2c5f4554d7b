// @ts-check
// npm test: sets up, then every check and every test; `npm run test:unit` and `npm run test:e2e` run a part.
import { runChecks } from './checks/runChecks.mjs';
import { setUp } from './setup/setUp.mjs';
import {
  FOR_TESTS_OF_SCRIPTS,
  FOR_THE_TESTS,
} from './setup/systemPackages.mjs';
import { runCommand, say, SetupError } from './setup/terminal.mjs';
import { runBrowserTests } from './suites/browserTests.mjs';
import { runUnitTests } from './suites/unitTests.mjs';

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {number} [skipped]
 */

const PARTS = /** @type {const} */ (['unit', 'e2e']);

/**
 * `npm test -- plugins/bpmn-common` runs the unit tests of that folder.
 *
 * @returns {{ part?: 'unit' | 'e2e', args: string[] }}
 */
function readArguments() {
  const [first, ...rest] = process.argv.slice(2);
  const part = PARTS.find(name => name === first);
  if (part || first === undefined) {
    return { part, args: rest };
  }
  return { part: 'unit', args: [first, ...rest] };
}

/**
 * A part that ran nothing has failed: a run that lost its tests must not look like one that passed them.
 *
 * @param {readonly Count[]} counts
 */
function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped = 0 } of counts) {
    if (passed + failed + skipped === 0) {
      say('\nExpected tests to run, but there were none.');
      total.failed += 1;
    }
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

runCommand(async () => {
  const { part, args } = readArguments();
  const workbench = await setUp(
    part === 'unit' ? FOR_TESTS_OF_SCRIPTS : FOR_THE_TESTS,
  );
  const counts = /** @type {Count[]} */ ([]);
  if (!part) {
    counts.push(await runChecks(workbench));
  }
  if (part !== 'e2e') {
    counts.push(await runUnitTests(workbench, args));
  }
  if (part !== 'unit') {
    counts.push(await runBrowserTests(workbench, args));
  }

  const { passed, failed, skipped } = sum(counts);
  if (process.env.CI && skipped > 0) {
    throw new SetupError(
      `Expected every test to run with CI set, but ${skipped} were skipped.\n\n${passed} passed, ${
        failed + skipped
      } failed`,
    );
  }
  say(
    `\n${passed} passed, ${failed} failed${
      skipped > 0 ? `, ${skipped} skipped` : ''
    }`,
  );
  return failed === 0 ? 0 : 1;
});
