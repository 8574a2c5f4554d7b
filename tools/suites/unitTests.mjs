// @ts-check
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cacheDir, inRepo } from '../setup/paths.mjs';
import { runInTheOpen } from '../setup/run.mjs';
import { say } from '../setup/terminal.mjs';
import { BACKSTAGE_CLI } from '../portal/startPortal.mjs';

const REPORT = `${cacheDir}/reports/jest.json`;

/**
 * Runs Jest over all packages.
 *
 * @param {import('../setup/setUp.mjs').Workbench} workbench
 * @param {readonly string[]} args for Jest: folders, `-t`, `--watch`, …
 * @returns {Promise<import('../test.mjs').Count>}
 */
export async function runUnitTests({ node, env }, args) {
  say('\nUnit tests');
  mkdirSync(`${cacheDir}/reports`, { recursive: true });
  rmSync(REPORT, { force: true });
  const code = await runInTheOpen(
    node,
    [
      ...['--require', inRepo('tools/suites/quickExit.cjs')],
      BACKSTAGE_CLI,
      'repo',
      'test',
      ...['--maxWorkers', '2'],
      ...['--json', '--outputFile', REPORT],
      ...(args.includes('--watch') ? [] : ['--watch=false']),
      // What hangs is found out; what takes long on a busy machine is not taken for it.
      '--testTimeout=60000',
      ...args,
    ],
    { env },
  );
  return count(code);
}

/** @param {number} code Jest's exit code */
function count(code) {
  const report = readReport();
  if (!report) {
    return { passed: 0, failed: 1 };
  }
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    // Jest can also fail for a reason that is no test, such as its global setup.
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function readReport() {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    return undefined; // Jest printed why it wrote none; the caller counts a failure.
  }
}
