import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withGaps } from '../gaps';
import type { CaseOutcome, SuiteReport } from '../outcome';
import type { OpenHost } from './caseHost';
import { judgeConstraint } from './constraints';
import { openEngine } from './engineHost';
import { readManifest, type ConformanceCase } from './manifest';
import { resultLines } from './resultTable';
import { runCase } from './runCase';

/** Status of the cases that have to pass. */
const REQUIRED = new Set(['normative', 'normative-adapted', 'strict']);

/** How a suite is run. */
export interface SuiteOptions {
  /** The id of a case, or how the ids of some begin. */
  readonly only?: string;
  /** What its cases run on; absent: the engine. Files that are not run are judged by the engine only. */
  readonly openHost?: OpenHost;
}

/** Status of the files that are not run. */
const STATIC = 'static';

/** Runs the cases of a manifest, all or those whose id begins as told. */
export async function runSuite(
  folder: string,
  { only, openHost = openEngine }: SuiteOptions,
): Promise<SuiteReport> {
  const chosen = readManifest(folder).filter(
    ({ id, status }) =>
      (only === undefined || id.startsWith(only)) &&
      (openHost === openEngine || status !== STATIC),
  );
  const cases: CaseOutcome[] = [];
  for (const testCase of chosen) {
    cases.push(withGaps(await judge(folder, testCase, openHost)));
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
  openHost: OpenHost,
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
  if (status === STATIC) {
    return judgeConstraint(folder, testCase);
  }
  const { isPassed, detail } = await runCase(folder, testCase, openHost);
  return { id, status, outcome: isPassed ? 'pass' : 'fail', detail };
}
