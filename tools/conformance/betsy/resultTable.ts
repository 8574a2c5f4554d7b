import type { CaseOutcome } from '../outcome';
import type { ConformanceCase } from './manifest';

/** The engines of the published run, in the order of the table. */
const ENGINES = ['activiti', 'camunda', 'jbpm'] as const;
const TITLES = ['Activiti 5.16', 'camunda 7.1', 'jBPM 6.0'];
const HEADLINE = ['normative', 'normative-adapted', 'strict'];

interface Judged {
  readonly testCase: ConformanceCase;
  readonly outcome: CaseOutcome;
}

/** What is printed about a run: groups beside the published results, then by status, then whatever has not passed. */
export function resultLines(
  chosen: readonly ConformanceCase[],
  outcomes: readonly CaseOutcome[],
): readonly string[] {
  const all = chosen.map((testCase, index) => ({
    testCase,
    outcome: outcomes[index],
  }));
  const executed = all.filter(({ testCase }) => testCase.status !== 'static');
  const headline = all.filter(({ testCase }) =>
    HEADLINE.includes(testCase.status),
  );
  return [
    ...groupTable(executed),
    '',
    ...statusTable(all),
    '',
    ...misses(all),
    ...(headline.length > 0
      ? [`${HEADLINE.join(' + ')}: ${passedOf(headline)}`]
      : []),
  ];
}

function row(cells: readonly (string | number)[]): string {
  return cells
    .map((cell, index) =>
      index === 0 ? String(cell).padEnd(18) : String(cell).padStart(15),
    )
    .join('');
}

function groupTable(executed: readonly Judged[]): readonly string[] {
  const groups = [...new Set(executed.map(({ testCase }) => testCase.group))];
  if (groups.length === 0) {
    return [];
  }
  return [
    row(['group', 'cases', 'tests of 2014', 'ours', ...TITLES]),
    ...groups.map(group =>
      groupRow(
        group,
        executed.filter(({ testCase }) => testCase.group === group),
      ),
    ),
    groupRow('all', executed),
  ];
}

/** A feature test passes if all of its cases do; only those of the published run are compared. */
function groupRow(name: string, judged: readonly Judged[]): string {
  const published = judged.filter(({ testCase }) => testCase.published2014);
  const tests = [...new Set(published.map(({ testCase }) => testCase.process))];
  const passes = (process: string | null, isPassed: (one: Judged) => boolean) =>
    published
      .filter(({ testCase }) => testCase.process === process)
      .every(isPassed);
  const count = (isPassed: (one: Judged) => boolean) =>
    tests.filter(process => passes(process, isPassed)).length;
  return row([
    name,
    passedOf(judged),
    tests.length,
    count(({ outcome }) => outcome.outcome === 'pass'),
    ...ENGINES.map(engine =>
      count(({ testCase }) => testCase.published2014![engine]),
    ),
  ]);
}

function statusTable(all: readonly Judged[]): readonly string[] {
  const kinds = [...new Set(all.map(({ testCase }) => statusOf(testCase)))];
  return [
    row(['status', 'passed', 'gaps', 'failed']),
    ...kinds.map(kind => {
      const own = all.filter(({ testCase }) => statusOf(testCase) === kind);
      const count = (outcome: CaseOutcome['outcome']) =>
        own.filter(one => one.outcome.outcome === outcome).length;
      return row([kind, passedOf(own), count('gap'), count('fail')]);
    }),
  ];
}

function statusOf({ status, tier }: ConformanceCase): string {
  return tier ? `${status} ${tier}` : status;
}

function misses(all: readonly Judged[]): readonly string[] {
  const missed = all.filter(
    ({ testCase, outcome }) =>
      outcome.outcome === 'fail' ||
      (outcome.outcome === 'gap' && testCase.tier === undefined),
  );
  return missed.length === 0
    ? []
    : [
        ...missed.map(
          ({ outcome: { id, outcome, detail } }) =>
            `${outcome.padEnd(5)} ${id}: ${detail}`,
        ),
        '',
      ];
}

function passedOf(judged: readonly Judged[]): string {
  const passed = judged.filter(({ outcome }) => outcome.outcome === 'pass');
  return `${passed.length}/${judged.length}`;
}
