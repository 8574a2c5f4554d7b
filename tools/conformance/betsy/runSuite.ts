import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withGaps } from '../gaps';
import type { CaseOutcome, SuiteReport } from '../outcome';
import { judgeConstraint } from './constraints';
import { readManifest, type ConformanceCase } from './manifest';
import { resultLines } from './resultTable';
import { runCase } from './runCase';

/** Status of the cases that have to pass. */
const REQUIRED = new Set(['normative', 'normative-adapted', 'strict']);

/** Runs the cases of a manifest, all or those whose id begins as told. */
export async function runSuite(
  folder: string,
  only: string | undefined,
): Promise<SuiteReport> {
  const chosen = readManifest(folder).filter(
    ({ id }) => only === undefined || id === only || id.startsWith(only),
  );
  const cases: CaseOutcome[] = [];
  for (const testCase of chosen) {
    cases.push(withGaps(await judge(folder, testCase)));
  }
  return {
    cases,
    lines: resultLines(chosen, cases),
    isBroken: cases.some(
      ({ status, outcome }) => REQUIRED.has(status) && outcome === 'fail',
    ),
  };
}

async function judge(
  folder: string,
  testCase: ConformanceCase,
): Promise<CaseOutcome> {
  const { id, status, file } = testCase;
  if (!existsSync(join(folder, file))) {
    return {
      id,
      status,
      outcome: 'fail',
      detail: `Expected ${file} to be there, but it is not`,
    };
  }
  if (status === 'static') {
    return judgeConstraint(folder, testCase);
  }
  const { isPassed, detail } = await runCase(folder, testCase);
  return { id, status, outcome: isPassed ? 'pass' : 'fail', detail };
}
