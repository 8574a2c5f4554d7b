import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  MemoryHost,
  parse,
  type Incident,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { translate } from './dialect';
import type { CaseStep, ConformanceCase } from './manifest';
import { doScript, ranInParallel, type Observed } from './scripts';

/** How a case ended. */
export interface CaseResult {
  readonly isPassed: boolean;
  readonly trace: readonly string[];
  readonly detail: string;
}

/** Runs one case of a manifest on a fresh engine with a clock of its own. */
export async function runCase(
  folder: string,
  testCase: ConformanceCase,
): Promise<CaseResult> {
  const bytes = readFileSync(join(folder, testCase.file));
  const { definitions, problems } = await parse(
    translate(bytes.toString('utf8')),
  );
  const errors = problems.filter(({ severity }) => severity === 'error');
  const observed: Observed = { trace: [], hasMarker: false, intervals: [] };
  const host: MemoryHost = new MemoryHost({
    definitions,
    doJob: job => doScript(job, observed, host.now),
  });
  let isRejected = false;
  for (const step of testCase.steps) {
    if (step.op === 'deploy') {
      isRejected = errors.length > 0;
    } else if (!isRejected) {
      perform(host, step);
    }
  }
  const trace = [
    ...observed.trace,
    ...errorEntries(host, { isRejected, testCase }),
    ...assertedEntries(testCase, observed),
  ].sort();
  const expected = [...wanted(testCase)].sort();
  const isPassed = JSON.stringify(trace) === JSON.stringify(expected);
  return { isPassed, trace, detail: isPassed ? '' : difference() };

  function difference(): string {
    const why = [
      ...errors.map(({ elementId, message }) => `${elementId}: ${message}`),
      ...incidents(host).map(
        ({ elementId, message }) => `${elementId}: ${message}`,
      ),
    ].join(' | ');
    return `expected [${expected}], got [${trace}]${why && `; ${why}`}`;
  }
}

/** The suite's own expectation, or the corrected one where the suite's cannot be met. */
function wanted({ status, expected }: ConformanceCase): readonly string[] {
  return status === 'defective' && expected.correctedTrace
    ? expected.correctedTrace
    : expected.trace;
}

const LONGEST_STEP = 1000;

function perform(host: MemoryHost, step: CaseStep): void {
  const { op, processId, variables, ms = 0 } = step;
  if (op === 'start') {
    host.start(processId!, variables ?? {});
  } else if (op === 'evaluateConditionalStart') {
    host.startIfTrue(processId!, variables ?? {});
  } else if (op === 'advance') {
    for (let left = ms; left > 0; left -= LONGEST_STEP) {
      host.advance(Math.min(left, LONGEST_STEP));
    }
  }
}

function incidents(host: MemoryHost): readonly Incident[] {
  return Array.from(host.instances.values()).flatMap(({ rows }) =>
    Array.from(rows.incidents.values()),
  );
}

/** The suite expects tokens that wait for each other to do just that; that we tell somebody is no error of the process. */
function isError({ kind }: Incident): boolean {
  return kind !== 'deadlock';
}

/** At most one entry of each kind of error. */
function errorEntries(
  host: MemoryHost,
  { isRejected, testCase }: { isRejected: boolean; testCase: ConformanceCase },
): readonly string[] {
  const entries = new Set<string>();
  if (isRejected) {
    entries.add('ERROR_deployment');
  }
  for (const { kind } of incidents(host).filter(isError)) {
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
