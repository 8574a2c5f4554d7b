import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseHost, CaseIncident, DeployError, OpenHost } from './caseHost';
import { translate } from './dialect';
import type { CaseStep, ConformanceCase } from './manifest';
import { ranInParallel, type Observed } from './scripts';

/** How a case ended. */
export interface CaseResult {
  readonly isPassed: boolean;
  readonly trace: readonly string[];
  readonly detail: string;
}

/** What has happened in a case. */
interface Happened {
  readonly observed: Observed;
  /** Why it could not be deployed. */
  readonly errors: readonly DeployError[];
  readonly incidents: readonly CaseIncident[];
}

/** Runs one case of a manifest on a fresh host with a clock of its own. */
export async function runCase(
  folder: string,
  testCase: ConformanceCase,
  openHost: OpenHost,
): Promise<CaseResult> {
  const happened = await play(folder, testCase, openHost);
  const trace = [
    ...happened.observed.trace,
    ...errorEntries(happened, testCase),
    ...assertedEntries(testCase, happened.observed),
  ].sort();
  const expected = [...wanted(testCase)].sort();
  const isPassed = JSON.stringify(trace) === JSON.stringify(expected);
  if (isPassed) {
    return { isPassed, trace, detail: '' };
  }
  const why = [...happened.errors, ...happened.incidents]
    .map(({ elementId, message }) => `${elementId}: ${message}`)
    .join(' | ');
  const detail = `expected [${expected}], got [${trace}]${why && `; ${why}`}`;
  return { isPassed, trace, detail };
}

async function play(
  folder: string,
  { file, steps }: ConformanceCase,
  openHost: OpenHost,
): Promise<Happened> {
  const observed: Observed = { trace: [], hasMarker: false, intervals: [] };
  const host = await openHost(observed);
  const xml = translate(readFileSync(join(folder, file), 'utf8'));
  let errors: readonly DeployError[] = [];
  for (const step of steps) {
    if (step.op === 'deploy') {
      errors = await host.deploy(xml);
    } else if (errors.length === 0) {
      await perform(host, step);
    }
  }
  return { observed, errors, incidents: await host.incidents() };
}

/** The suite's own expectation, or the corrected one where the suite's cannot be met. */
function wanted({ status, expected }: ConformanceCase): readonly string[] {
  return status === 'defective' && expected.correctedTrace
    ? expected.correctedTrace
    : expected.trace;
}

const LONGEST_STEP = 1000;

async function perform(host: CaseHost, step: CaseStep): Promise<void> {
  const { op, processId, variables = {}, ms = 0 } = step;
  if (op === 'start') {
    await host.start(processId!, variables);
  } else if (op === 'evaluateConditionalStart') {
    await host.startIfTrue(processId!, variables);
  } else if (op === 'advance') {
    for (let left = ms; left > 0; left -= LONGEST_STEP) {
      await host.advance(Math.min(left, LONGEST_STEP));
    }
  }
}

/** The suite expects tokens that wait for each other to do just that; that we tell somebody is no error of the process. */
function isError({ kind }: CaseIncident): boolean {
  return kind !== 'deadlock';
}

/** At most one entry of each kind of error. */
function errorEntries(
  { errors, incidents }: Happened,
  testCase: ConformanceCase,
): readonly string[] {
  const entries = new Set<string>();
  if (errors.length > 0) {
    entries.add('ERROR_deployment');
  }
  for (const { kind } of incidents.filter(isError)) {
    entries.add(
      kind === 'errorUncaught' ? 'ERROR_thrownErrorEvent' : 'ERROR_runtime',
    );
  }
  return testCase.expected.error === 'rejectedOrRuntime' && entries.size > 0
    ? ['ERROR']
    : Array.from(entries);
}

/** Entries that the suite appends only where a case asks for them. */
function assertedEntries(
  testCase: ConformanceCase,
  observed: Observed,
): readonly string[] {
  const facts: Readonly<Record<string, boolean>> = {
    MARKER_exists: observed.hasMarker,
    DATA_correct: observed.data === 'String',
    EXECUTION_parallel: ranInParallel(observed),
  };
  return Object.keys(facts).filter(
    entry => facts[entry] && wanted(testCase).includes(entry),
  );
}
