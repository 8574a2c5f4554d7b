// @ts-check
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cacheDir, inRepo } from '../setup/paths.mjs';
import { runInTheOpen } from '../setup/run.mjs';
import { findBrowser } from '../setup/systemPackages.mjs';
import { say } from '../setup/terminal.mjs';

const REPORT = `${cacheDir}/reports/playwright.json`;

/**
 * Runs Playwright in the system's browser against a portal of its own, started with an empty database.
 *
 * @param {import('../setup/setUp.mjs').Workbench} workbench
 * @param {readonly string[]} args for Playwright: files, `-g`, …
 * @returns {Promise<import('../test.mjs').Count>}
 */
export async function runBrowserTests({ node, env }, args) {
  say('\nBrowser tests');
  const browser = findBrowser();
  if (!browser) {
    say('  ! Skipped: there is no Chromium on this system, see above.');
    return { passed: 0, failed: 0, skipped: 1 };
  }
  mkdirSync(`${cacheDir}/reports`, { recursive: true });
  rmSync(REPORT, { force: true });
  rmSync(`${cacheDir}/e2e-data`, { recursive: true, force: true });
  const code = await runInTheOpen(
    node,
    [inRepo('node_modules/@playwright/test/cli.js'), 'test', ...args],
    {
      env: {
        ...env,
        PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT,
        BROWSER_EXECUTABLE: browser,
      },
    },
  );
  return count(code);
}

/** @param {number} code Playwright's exit code */
function count(code) {
  const stats = readStats();
  if (!stats) {
    return { passed: 0, failed: 1 };
  }
  const { expected, unexpected, flaky, skipped } = stats;
  return {
    passed: expected + flaky,
    // Playwright can also fail for a reason that is no test, such as a portal that does not start.
    failed: code !== 0 && unexpected === 0 ? 1 : unexpected,
    skipped,
  };
}

function readStats() {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8')).stats;
  } catch {
    return undefined; // Playwright printed why it wrote none; the caller counts a failure.
  }
}
